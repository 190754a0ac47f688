import type { Cursor } from '../../snapshot/snapshot-meta.ts';

/** What a Jira side remembers between polls, so that the overlap of two polls costs no further requests. Lost at a restart. */
export type PollMemory = {
  /** Entries of the worklog feeds that were dealt with, `id@time`, by feed. */
  readonly seen: { readonly updated: Set<string>; readonly deleted: Set<string> };
  /** Whether an issue, by id, is the project's: the worklog feeds speak of the whole site. */
  readonly isOurs: Map<string, boolean>;
  /** The cursor given last. A poll from another one did not see what was seen since. */
  cursor: Cursor | null;
  /** Polls since something else was asked in their place, when that was, and how often. */
  aside: { readonly polls: number; readonly atMs: number; readonly turns: number };
};

const MOST_ISSUES = 50_000;
/** What changes seldom is asked for once a minute at most, and never in place of every look at the worklog feeds. */
const ASIDE_MS = 60_000;
const POLLS_BETWEEN = 3;

export function newPollMemory(): PollMemory {
  return {
    seen: { updated: new Set(), deleted: new Set() },
    isOurs: new Map(),
    cursor: null,
    aside: { polls: 0, atMs: 0, turns: 0 },
  };
}

/** Forgets what was seen, where the caller goes on from somewhere else: what it did not keep is news again. */
export function goOnFrom(memory: PollMemory, cursor: Cursor): void {
  const last = memory.cursor;
  const isSame =
    last?.worklogsUpdatedMs === cursor.worklogsUpdatedMs && last.worklogsDeletedMs === cursor.worklogsDeletedMs;
  if (isSame) return;
  memory.seen.updated.clear();
  memory.seen.deleted.clear();
}

/** True where this poll is one that asks aside; counts the polls. */
export function isTurnAside(memory: PollMemory, nowMs: number): boolean {
  const { polls, atMs, turns } = memory.aside;
  const isTurn = polls >= POLLS_BETWEEN && nowMs - atMs >= ASIDE_MS;
  memory.aside = isTurn ? { polls: 0, atMs: nowMs, turns: turns + 1 } : { polls: polls + 1, atMs, turns };
  return isTurn;
}

/** Remembers what an issue is; the oldest are forgotten first. */
export function rememberIssue(memory: PollMemory, id: string, isOurs: boolean): void {
  memory.isOurs.delete(id);
  memory.isOurs.set(id, isOurs);
  const [oldest] = memory.isOurs.keys();
  if (memory.isOurs.size > MOST_ISSUES && oldest !== undefined) memory.isOurs.delete(oldest);
}
