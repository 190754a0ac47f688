/** Lets writes through in batches with a pause between, so that a backlog does not fall upon Jira at once. */
export interface Pacer {
  /** Resolves when it is this write's turn; of those that wait, the lowest rank goes first. */
  turn(rank: number): Promise<void>;
}

export type Pace = { readonly batch: number; readonly pauseMs: number };

type Waiting = { readonly rank: number; readonly go: () => void };

/** `pace` is asked anew for each batch. It outlives cycles: the first batch of the next keeps its distance as well. */
export function createPacer(pace: () => Pace, sleep: (ms: number) => Promise<void>): Pacer {
  const waiting: Waiting[] = [];
  let left: number | null = null;

  /** The whole pause lies between the beginnings of two batches; how long Jira takes for one is its own limit. */
  async function openWindow(): Promise<void> {
    const { batch, pauseMs } = pace();
    left = batch;
    release();
    if (pauseMs > 0) await sleep(pauseMs);
    left = null;
    if (waiting.length > 0) await openWindow();
  }

  function release(): void {
    waiting.sort((a, b) => a.rank - b.rank);
    for (; left !== null && left > 0 && waiting.length > 0; left--) waiting.shift()?.go();
  }

  return {
    turn(rank) {
      const turn = new Promise<void>((go) => {
        waiting.push({ rank, go });
      });
      // Those that ask in the same moment are sorted by age before the first goes.
      queueMicrotask(() => {
        if (left === null && waiting.length > 0) void openWindow();
        else release();
      });
      return turn;
    },
  };
}
