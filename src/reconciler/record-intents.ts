import { Failure } from '../model/failure.ts';
import type { Intent } from '../snapshot/intent.ts';
import { emptyWrite } from './empty-write.ts';
import type { Parts } from './parts.ts';

/** Writes intents into the snapshot and nothing else. Stale where somebody else moved it. */
export async function recordIntents(parts: Parts, intents: readonly Intent[], message: string): Promise<void> {
  if (intents.length === 0) return;
  const write = { ...emptyWrite(parts.snapshot.meta), intents };
  const recorded = await parts.snapshot.record(write, { branch: null, message, atMs: parts.clock() });
  if (recorded) return;
  // The next cycle begins with what is there now, else it would be refused for ever.
  await parts.snapshot.refresh();
  throw new Failure('stale', 'the snapshot was moved by somebody else');
}

/**
 * Notes that a create which Jira did not take is about to be sent again: the time from which its result may show up
 * begins anew. Tickets are written side by side, but the snapshot by one at a time: two at once would be one too many.
 */
export function createRenewals(parts: Parts): (intent: Intent) => Promise<void> {
  let before = Promise.resolve();
  return (intent) => {
    const turn = before.then(() => recordIntents(parts, [{ ...intent, atMs: parts.clock() }], 'About to create again'));
    before = turn.catch(() => {});
    return turn;
  };
}
