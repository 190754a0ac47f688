import type { SyncRequest } from './engine.ts';

export const QUICK_CYCLE: SyncRequest = { full: false, retryHeld: false, allowDeletes: 0 };
export const FULL_SWEEP: SyncRequest = { full: true, retryHeld: true, allowDeletes: 0 };

/** What asks for nothing special can be done between two batches of a long cycle. */
export function isPlain({ full, retryHeld, allowDeletes }: SyncRequest): boolean {
  return !full && !retryHeld && allowDeletes === 0;
}
