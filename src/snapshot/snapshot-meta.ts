import type { Names } from '../model/names.ts';
import type { FORMAT } from './meta-format.ts';
import type { Oid } from './object-store.ts';

/** Where polling of Jira goes on from, in epoch milliseconds of Jira's clock. */
export type Cursor = {
  readonly updatedMs: number;
  readonly worklogsUpdatedMs: number;
  readonly worklogsDeletedMs: number;
};

/** A path of the branch that cannot be synced as it is; judged again when its content changes. */
export type FileProblem = { readonly path: string; readonly blob: Oid | null; readonly reason: string };

/** The memory is not complete: until a sweep that began after `sinceMs` has met every ticket, no policy overrules anything. */
export type Repair = { readonly sinceMs: number; readonly reason: string };

/**
 * A sweep under way: when it began, when it was last known to go on, and the key of the last ticket it had come to (null
 * before the first). `missed` are ids of tickets before that which it could not verify.
 */
export type SweepMark = {
  readonly startedAtMs: number;
  readonly atMs: number;
  readonly after: string | null;
  readonly missed: readonly string[];
};

/** An issue that was made of a file before the snapshot, which does not know of that, was put back; `content` is the file's blob. */
export type Forgotten = {
  readonly id: string;
  readonly key: string;
  readonly path: string;
  readonly content: Oid | null;
  readonly foundAtMs: number;
};

/** A ticket that is gone: the blobs of its last file and of its note, should Jira show it again. */
export type Gone = {
  readonly id: string;
  readonly key: string;
  readonly blob: Oid;
  readonly note: Oid;
  readonly goneAtMs: number;
};

/** What the snapshot says of itself. `commit` is the branch commit that it belongs to. */
export type SnapshotMeta = {
  readonly version: typeof FORMAT;
  readonly project: string;
  /** What the project was called in Jira before, oldest first. */
  readonly formerKeys: readonly string[];
  readonly branch: string;
  readonly commit: Oid | null;
  readonly cursor: Cursor | null;
  /** When the last full sweep began, epoch ms; null before the first ended. */
  readonly sweptAtMs: number | null;
  /** Whom Jira showed all that is remembered; null before the first sweep ended. */
  readonly account: string | null;
  /** Tickets that it could not verify, by id, with when they were verified before: epoch ms, null for never. */
  readonly unverified: Readonly<Record<string, number | null>>;
  readonly sweep: SweepMark | null;
  readonly problems: readonly FileProblem[];
  /** The newest commit of the branch that was made together with a snapshot; null where none was. */
  readonly written: Oid | null;
  readonly repair: Repair | null;
  readonly forgotten: readonly Forgotten[];
  /** Oldest first. */
  readonly gone: readonly Gone[];
  /** The handles of people of a Jira Server by the keys that outlive their names. */
  readonly people: Readonly<Record<string, string>>;
  /** What Jira calls its statuses, components and the like, and what it called them; in a file of its own. */
  readonly names: Names;
};
