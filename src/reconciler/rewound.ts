import { fingerprint } from '../model/fingerprint.ts';
import type { GitChanges } from './git-side.ts';
import type { Observation } from './observation.ts';
import type { Parts } from './parts.ts';
import type { Work } from './work.ts';

/** What a rewritten history put back: ticket files by path, and keys of tickets whose worklog lines differ. */
export interface RewoundNotes {
  note(changes: GitChanges): void;
  hasFile(path: string): boolean;
  hasLines(key: string | null): boolean;
}

/** Kept until a later push says something else of the same files. */
export function createRewoundNotes(): RewoundNotes {
  const files = new Set<string>();
  const keys = new Set<string>();
  return {
    note({ files: changed, keys: logged, rewound }) {
      for (const { path } of changed) rewound.files.has(path) ? files.add(path) : files.delete(path);
      for (const key of logged) rewound.lines ? keys.add(key) : keys.delete(key);
    },
    hasFile: (path) => files.has(path),
    hasLines: (key) => key !== null && keys.has(key),
  };
}

/**
 * Marks tickets of which git says again what it said before, because somebody rewrote the branch's history: as noted now,
 * or as the index remembers of just this content. Content that both sides agreed on since is nobody's going back.
 */
export function markRewound(
  { snapshot }: Parts,
  observations: readonly Observation[],
  notes: RewoundNotes,
): readonly Observation[] {
  return observations.map((observation) => {
    const entry = snapshot.entryById(observation.base?.id ?? '');
    if (entry === null) return observation;
    const [file, lines] = [filePrint(observation), linesPrint(observation)];
    const isAgreed = observation.git.kind !== 'absent' && observation.git.blob === entry.blob;
    const isFile = (notes.hasFile(observation.path) && !isAgreed) || entry.rewound.includes(file);
    const isLines = notes.hasLines(observation.key) || entry.rewound.includes(lines);
    return { ...observation, rewound: [...(isFile ? [file] : []), ...(isLines ? [lines] : [])] };
  });
}

/** True where the whole file is gone with the history: nobody removed it. */
export function isLostWithHistory({ git, rewound }: Observation): boolean {
  return git.kind === 'absent' && rewound.some(isOfFile);
}

/** True where carrying the plan out would take back in Jira what the rewritten history does not know any more. */
export function wouldRewindJira({ observation, plan }: Pick<Work, 'observation' | 'plan'>): boolean {
  const { rewound, git } = observation;
  if (rewound.length === 0 || plan.jira.length === 0) return false;
  if (git.kind !== 'absent' && rewound.some(isOfFile)) return true;
  return plan.jira.some(({ kind }) => kind === 'remove-worklog' || kind === 'edit-worklog');
}

function isOfFile(print: string): boolean {
  return print.startsWith('file:');
}

function filePrint({ git }: Observation): string {
  return `file:${git.kind === 'absent' ? '' : git.blob}`;
}

function linesPrint({ worklogs }: Observation): string {
  return `lines:${fingerprint(worklogs.map(({ worklog }) => worklog))}`;
}
