import type { BatchEvent } from '../../reconciler/batch-event.ts';

/** Notices of changes that have not arrived on the other side yet, by the ticket they speak of. */
export interface LagClock {
  /** Jira said at `sentAtMs` that these tickets, by key or id, changed; `nowMs` is when it was heard. */
  webhook(refs: readonly string[], sentAtMs: number, nowMs: number): void;
  push(nowMs: number): void;
  /** How long what the batch put on record was under way, in seconds. */
  arrived(batch: BatchEvent): { readonly toCommit: readonly number[]; readonly toJira: readonly number[] };
  /** A cycle ended that began then: pushes before it have been looked at. */
  cycleEnded(startedAtMs: number): void;
}

const MOST_NOTICES = 1000;
/** A clock that is further off than this says nothing about lag. */
const OLDEST_MS = 3600_000;
const AHEAD_MS = 60_000;

export function createLagClock(): LagClock {
  const webhooks = new Map<string, number>();
  let pushedAtMs: number | null = null;
  return {
    webhook(refs, sentAtMs, nowMs) {
      if (sentAtMs < nowMs - OLDEST_MS || sentAtMs > nowMs + AHEAD_MS) return;
      for (const ref of refs) if (!webhooks.has(ref)) webhooks.set(ref, Math.min(sentAtMs, nowMs));
      for (const oldest of webhooks.keys()) {
        if (webhooks.size <= MOST_NOTICES) break;
        webhooks.delete(oldest);
      }
    },
    push(nowMs) {
      pushedAtMs ??= nowMs;
    },
    arrived({ tickets, atMs, commit, cycleStartedAtMs }) {
      const toCommit: number[] = [];
      const toJira: number[] = [];
      for (const { ref, id, key, git, jira } of tickets) {
        const sent = [ref, id, key].flatMap((name) => (name === null ? [] : (webhooks.get(name) ?? [])));
        for (const name of [ref, id, key]) if (name !== null) webhooks.delete(name);
        if (commit !== null && git.length > 0 && sent.length > 0) toCommit.push((atMs - Math.min(...sent)) / 1000);
        const isPushed = pushedAtMs !== null && cycleStartedAtMs >= pushedAtMs;
        if (isPushed && jira.length > 0) toJira.push((atMs - (pushedAtMs ?? atMs)) / 1000);
      }
      return { toCommit, toJira };
    },
    cycleEnded(startedAtMs) {
      if (pushedAtMs !== null && startedAtMs >= pushedAtMs) pushedAtMs = null;
    },
  };
}
