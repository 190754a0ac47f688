import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export type LoopWatch = {
  /** Ends the watch; the longest time in milliseconds for which the loop stood. */
  readonly stop: () => number;
};

const TICK_MS = 5;

/**
 * Watches how long the main loop stands. Time in which the machine ran other programs in place of this thread does not
 * count, where the system tells it.
 */
export function watchLoop(): LoopWatch {
  let longestMs = 0;
  let last = now();
  const look = (): void => {
    const next = now();
    longestMs = Math.max(longestMs, next.wallMs - last.wallMs - TICK_MS - (next.waitedMs - last.waitedMs));
    last = next;
  };
  const timer = setInterval(look, TICK_MS);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return longestMs;
    },
  };
}

function now(): { readonly wallMs: number; readonly waitedMs: number } {
  return { wallMs: performance.now(), waitedMs: waitedMs() };
}

/** Linux: how long the main thread was ready to run and had to wait for a processor. */
function waitedMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
