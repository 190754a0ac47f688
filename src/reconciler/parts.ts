import type { ObjectStore } from '../snapshot/object-store.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { GitSide } from './git-side.ts';
import type { JiraSide } from './jira-side.ts';
import type { Log } from './log.ts';
import type { Project } from './project.ts';
import type { TextService } from './text/text-service.ts';

/** Everything that a cycle works with. The composition root puts it together; tests put in memory and a clock of their own. */
export type Parts = {
  readonly git: GitSide;
  readonly store: ObjectStore;
  readonly snapshot: Snapshot;
  readonly jira: JiraSide;
  readonly texts: TextService;
  readonly project: Project;
  /** The full name of the branch: `refs/heads/main`. */
  readonly branch: string;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
  /** More removals than this in one cycle wait for a person. */
  readonly maxDeletes: MaxDeletes;
  /** For how long Jira must not have shown something, before a second look may believe that it is gone. */
  readonly confirmDeletesMs: number;
};

/** At most so many tickets, and at most this share of all. */
export type MaxDeletes = { readonly tickets: number; readonly share: number };
