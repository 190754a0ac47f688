import type { Oid } from '../snapshot/object-store.ts';
import type { FileProblem } from '../snapshot/snapshot-meta.ts';
import type { RewoundNotes } from './rewound.ts';
import type { Bookkeeping } from './snapshot-changes.ts';

/** Finds out what moved on either side and puts it into the queue; remembers how far it has looked. */
export interface Intake {
  open(): Promise<void>;
  want(ref: string): void;
  wantLeftOver(): void;
  /** Wants the tickets that a full listing of Jira did not show. */
  wantUnseen(seen: ReadonlySet<string>): Promise<void>;
  lookAtGit(): Promise<void>;
  lookAtJira(): Promise<void>;
  /** Wants the tickets that carry what Jira calls otherwise than before, and those that may have waited for that. */
  followNames(): Promise<void>;
  /** What rewritten histories of the branch put back. */
  readonly rewound: RewoundNotes;
  /** Time entries of our tickets that Jira's feed announced as deleted, by id. */
  deletedWorklogs(): ReadonlySet<string>;
  /** Another number after fields were mapped anew: then every ticket has to be looked at. */
  mapping(): number;
  /** A sweep that began then has seen all that Jira shows this account. */
  sweptSince(ms: number, account: string): void;
  /**
   * Puts on record what changed although no ticket did: what is wrong with files that are none, and how far sweeps
   * came; more of the latter where the process is `stopping`. Everything else of the books goes along with the next write.
   */
  noteBooks(stopping?: boolean): Promise<void>;
  /** Takes over which time entries wait for a ticket that nobody made, in place of those noted before. */
  noteStray(problems: readonly FileProblem[]): void;
  /** Records of conflicts that a push touched, or that nobody has looked at since the start. */
  touchedRecords(): readonly string[];
  recordDone(path: string): void;
  /** Takes over what is wrong with a record. */
  noteRecord(problem: FileProblem): void;
  /** These records were written or removed by us: nothing is wrong with them. */
  recordsTended(paths: readonly string[]): void;
  /** The paths that pushes touched since this was last asked. */
  takeTouched(): readonly string[];
  /** Those of these tickets whose offline work Jira refused, and that a push since asks to try once more. */
  takeRetries(refs: readonly string[]): readonly string[];
  /** Our own commit on top of what was looked at needs no second look. */
  committed(parent: Oid | null, commit: Oid): void;
  books(): Bookkeeping;
}
