/** What people wait for: it has its turn in the lane, or between two batches of a long cycle. */
export interface Errands {
  /** Runs the task when its turn comes; rejects when the lane lets nothing in any more. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Runs what waits, one after another. For the lane only. */
  runAll(): Promise<void>;
}

type Waiting = { readonly run: () => Promise<void>; readonly refuse: (reason: unknown) => void };

/** `enter` waits for the lane and runs there; it rejects where nothing runs any more. */
export function createErrands(enter: (task: () => Promise<void>) => Promise<void>): Errands {
  const waiting: Waiting[] = [];

  async function runAll(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next.run();
  }

  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ run: () => task().then(resolve, reject), refuse: reject });
        enter(runAll).catch((reason: unknown) => {
          for (const { refuse } of waiting.splice(0)) refuse(reason);
        });
      }),
    runAll,
  };
}
