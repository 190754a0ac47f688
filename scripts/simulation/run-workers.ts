import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Batch, BatchResult } from './messages.ts';
import type { SimulationOptions } from './options.ts';

const WORLDS_AT_ONCE = 25;
const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Shares the worlds out among processes; `take` gets what became of them. Rejects where a process ends before its work. */
export async function runWorkers(options: SimulationOptions, take: (result: BatchResult) => void): Promise<void> {
  const batches = batchesOf(options);
  const count = Math.min(options.workers, Math.ceil(options.worlds / WORLDS_AT_ONCE));
  const workers = Array.from({ length: count }, () => fork(WORKER, { execArgv: ['--import', 'tsx'] }));
  try {
    await Promise.all(workers.map((worker) => work(worker, batches, take)));
  } finally {
    for (const worker of workers) worker.kill();
  }
}

function* batchesOf({ climate, seed, worlds }: SimulationOptions): Generator<Batch, undefined> {
  for (let done = 0; done < worlds; done += WORLDS_AT_ONCE) {
    yield { climate, seed: seed + done, worlds: Math.min(WORLDS_AT_ONCE, worlds - done) };
  }
  return undefined;
}

function work(
  worker: ChildProcess,
  batches: Generator<Batch, undefined>,
  take: (result: BatchResult) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (result) => {
      take(result as BatchResult);
      const { value: batch } = batches.next();
      if (batch === undefined) resolve();
      else worker.send(batch);
    });
    worker.on('error', reject);
    worker.on('exit', (code, signal) => reject(new Error(`a worker ended before its work (${signal ?? code})`)));
  });
}
