import { Failure } from '../../model/failure.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import { emptyWrite } from '../empty-write.ts';
import type { Parts } from '../parts.ts';

/** How long a finished request is remembered: whoever asks again with its key later, asks for something new. */
export const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const MOST_TRIES = 3;

/**
 * Writes lines of the ledger, or takes them out, and leaves out what is too old to be asked for again.
 * Stale where somebody else keeps moving the snapshot: nothing is written then.
 */
export async function noteRequests(
  parts: Parts,
  { put = [], forget = [] }: { readonly put?: readonly RequestEntry[]; readonly forget?: readonly string[] },
  message: string,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const forgottenRequests = [...forget, ...outdated(parts)];
    const write = { ...emptyWrite(parts.snapshot.meta), requests: put, forgottenRequests };
    if (await parts.snapshot.record(write, { branch: null, message, atMs: parts.clock() })) return;
    await parts.snapshot.refresh();
  }
  throw new Failure('stale', 'the snapshot was moved by somebody else');
}

/** A request without an answer is never too old: nobody knows yet what became of it. */
function outdated({ snapshot, clock }: Parts): readonly string[] {
  const oldest = clock() - KEPT_MS;
  return [...snapshot.requests().values()]
    .filter(({ state, atMs }) => (state === 'done' || state === 'free') && atMs < oldest)
    .map(({ id }) => id);
}
