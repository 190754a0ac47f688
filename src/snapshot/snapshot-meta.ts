import type { Oid } from './object-store.ts';

/** Where polling of Jira goes on from, in epoch milliseconds of Jira's clock. */
export type Cursor = {
  readonly updatedMs: number;
  readonly worklogsUpdatedMs: number;
  readonly worklogsDeletedMs: number;
};

/** A path of the branch that cannot be synced as it is; judged again when its content changes. */
export type FileProblem = { readonly path: string; readonly blob: Oid | null; readonly reason: string };

/** What the snapshot says of itself. `commit` is the branch commit that it belongs to. */
export type SnapshotMeta = {
  readonly version: 1;
  readonly project: string;
  readonly branch: string;
  readonly commit: Oid | null;
  readonly cursor: Cursor | null;
  /** When the last full sweep began, epoch ms; null before the first ended. */
  readonly sweptAtMs: number | null;
  readonly problems: readonly FileProblem[];
};
