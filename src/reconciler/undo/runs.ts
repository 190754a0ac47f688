import type { CommitInfo, ObjectStore, Oid } from '../../snapshot/object-store.ts';
import { runOf } from '../../snapshot/run-trailer.ts';

/** A cycle that wrote, as the snapshot's history has it: the snapshots that it recorded, oldest first, each with the one before. */
export type Run = {
  readonly run: string;
  /** When it last recorded something, epoch ms. */
  readonly atMs: number;
  readonly steps: readonly { readonly before: Oid | null; readonly after: Oid }[];
};

/** How far back a run is looked for, in snapshots: months of a busy project. */
const FARTHEST = 50_000;

/** The newest runs, newest first. */
export async function listRuns(store: ObjectStore, snapshot: Oid | null, limit: number): Promise<readonly Run[]> {
  if (snapshot === null) return [];
  // A run has a snapshot for each batch, and what prepares a run has some of its own.
  const runs = groupRuns(await store.firstParents(snapshot, Math.min(FARTHEST, limit * 20)));
  return runs.slice(0, limit);
}

/** One run by its id; null where the snapshot's history has none, or none so young. */
export async function findRun(store: ObjectStore, snapshot: Oid | null, run: string): Promise<Run | null> {
  if (snapshot === null) return null;
  for (let limit = 500; ; limit *= 10) {
    const commits = await store.firstParents(snapshot, Math.min(FARTHEST, limit));
    const found = groupRuns(commits).find((each) => each.run === run) ?? null;
    // The last one of a listing may go on beyond it.
    const isWhole = found !== null && !endsWith(commits, found);
    if (isWhole || commits.length < Math.min(FARTHEST, limit) || limit >= FARTHEST) return found;
  }
}

function groupRuns(newestFirst: readonly CommitInfo[]): readonly Run[] {
  const runs = new Map<string, Run>();
  for (const { oid, parents, body, atMs } of newestFirst) {
    const run = runOf(body);
    if (run === null) continue;
    const later = runs.get(run);
    const step = { before: parents[0] ?? null, after: oid };
    runs.set(run, { run, atMs: later?.atMs ?? atMs, steps: [step, ...(later?.steps ?? [])] });
  }
  return [...runs.values()];
}

function endsWith(commits: readonly CommitInfo[], { steps }: Run): boolean {
  return commits.at(-1)?.oid === steps[0]?.after;
}
