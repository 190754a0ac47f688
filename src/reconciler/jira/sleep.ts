import { setTimeout as wait } from 'node:timers/promises';

/** Waits, or rejects with the signal's reason as soon as that aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}
