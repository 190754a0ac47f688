import type { ObjectStore, Oid } from '../../snapshot/object-store.ts';
import { readRunChanges } from './run-changes.ts';
import { listRuns } from './runs.ts';

/** A run for a list: when it last recorded something (epoch ms), how many tickets it changed, and the first of them. */
export type RunSummary = {
  readonly run: string;
  readonly atMs: number;
  readonly tickets: number;
  readonly keys: readonly string[];
};

const NAMED = 5;

/** The newest runs that changed what is agreed on a ticket, newest first. */
export async function listRunSummaries(
  store: ObjectStore,
  snapshot: Oid | null,
  limit: number,
): Promise<readonly RunSummary[]> {
  const summaries: RunSummary[] = [];
  for (const run of await listRuns(store, snapshot, limit)) {
    const changes = await readRunChanges(store, run);
    const keys = changes.slice(0, NAMED).flatMap(({ before, after }) => after?.key ?? before?.key ?? []);
    summaries.push({ run: run.run, atMs: run.atMs, tickets: changes.length, keys });
  }
  return summaries;
}
