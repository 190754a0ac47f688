/**
 * What waits to be reconciled: keys of tickets, and paths of files that have none. Stingy, as a work queue should be:
 * a key added ten times runs once, and one added while it runs, runs again.
 */
export interface KeyQueue {
  /** Wants the key looked at, not before `notBeforeMs`; an earlier wish wins over a later one. */
  add(key: string, notBeforeMs?: number): void;
  /** Takes up to `limit` keys that are due and not being processed. */
  take(nowMs: number, limit: number): readonly string[];
  /** Takes those of these keys that are due and not being processed. */
  takeOf(keys: readonly string[], nowMs: number): readonly string[];
  /** The key's turn is over; if it was added meanwhile it is due again. */
  done(key: string): void;
  /** Waits longer after each failure in a row: 1 s, 2 s, 4 s … up to five minutes. Answers when the next try is. */
  failed(key: string, nowMs: number, retryAfterMs: number | null): number;
  isTaken(key: string): boolean;
  /** What failed is due now: Jira is back. */
  hurry(): void;
  keys(): readonly string[];
  readonly size: number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

export function createKeyQueue(): KeyQueue {
  const dirty = new Map<string, number>();
  const processing = new Set<string>();
  const failures = new Map<string, number>();

  function add(key: string, notBeforeMs = 0): void {
    dirty.set(key, Math.min(dirty.get(key) ?? Number.POSITIVE_INFINITY, notBeforeMs));
  }

  function isDue(key: string, nowMs: number): boolean {
    const at = dirty.get(key);
    return at !== undefined && at <= nowMs && !processing.has(key);
  }

  function begin(keys: readonly string[]): readonly string[] {
    for (const key of keys) {
      dirty.delete(key);
      processing.add(key);
    }
    return keys;
  }

  return {
    add,
    take: (nowMs, limit) => begin([...dirty.keys()].filter((key) => isDue(key, nowMs)).slice(0, limit)),
    takeOf: (keys, nowMs) => begin([...new Set(keys)].filter((key) => isDue(key, nowMs))),
    done(key) {
      processing.delete(key);
      failures.delete(key);
    },
    failed(key, nowMs, retryAfterMs) {
      const before = failures.get(key) ?? 0;
      const waitMs = retryAfterMs ?? Math.min(FIRST_WAIT_MS * 2 ** before, LONGEST_WAIT_MS);
      processing.delete(key);
      failures.set(key, before + 1);
      // Whoever asked for it meanwhile has to wait too: what failed just now would fail again.
      dirty.set(key, nowMs + waitMs);
      return nowMs + waitMs;
    },
    isTaken: (key) => processing.has(key),
    hurry() {
      for (const key of failures.keys()) if (dirty.has(key)) dirty.set(key, 0);
    },
    keys: () => [...dirty.keys()],
    get size() {
      return dirty.size;
    },
  };
}
