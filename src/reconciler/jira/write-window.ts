/** Cloud's limits of writes to one issue: at most `writes` within `ms`. */
const LIMITS = [
  { writes: 20, ms: 2_000 },
  { writes: 100, ms: 30_000 },
] as const;

const LONGEST_MS = 30_000;

/** The writes to single issues of the last half minute. */
export class WriteWindow {
  readonly #writes = new Map<string, number[]>();

  /** How long to wait before the next write to this issue, in ms; 0 means now. */
  delayMs(issue: string, nowMs: number): number {
    const writes = this.#recent(issue, nowMs);
    const waits = LIMITS.map(({ writes: most, ms }) => {
      const oldest = writes.at(-most);
      return oldest === undefined ? 0 : oldest + ms - nowMs;
    });
    return Math.max(0, ...waits);
  }

  note(issue: string, nowMs: number): void {
    this.#writes.set(issue, [...this.#recent(issue, nowMs), nowMs]);
    for (const [other, writes] of this.#writes) {
      if ((writes.at(-1) ?? 0) <= nowMs - LONGEST_MS) this.#writes.delete(other);
    }
  }

  #recent(issue: string, nowMs: number): number[] {
    return (this.#writes.get(issue) ?? []).filter((at) => at > nowMs - LONGEST_MS);
  }
}
