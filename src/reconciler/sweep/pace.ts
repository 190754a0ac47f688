/** How many tickets are worked on before somebody else has a turn: fewer where Jira is slow. */
export interface Pace {
  size(): number;
  /** Runs a batch of so many tickets, and learns from how long it took. */
  keep<T>(count: number, batch: () => Promise<T>): Promise<T>;
}

const LONGEST_MS = 15_000;
/** Fewer would not be quicker: so many go side by side. */
const LEAST = 10;

export function createPace(most: number, clock: () => number): Pace {
  let size = most;
  return {
    size: () => size,
    async keep(count, batch) {
      const startedMs = clock();
      try {
        return await batch();
      } finally {
        const tookMs = Math.max(1, clock() - startedMs);
        const inTime = Math.floor((count * LONGEST_MS) / tookMs);
        // What took long says how many fit; a small batch that was quick says little about a large one.
        size = Math.min(most, Math.max(LEAST, tookMs > LONGEST_MS ? inTime : Math.min(inTime, size * 2)));
      }
    },
  };
}
