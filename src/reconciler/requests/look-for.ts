import { Failure } from '../../model/failure.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { Found, Receipt } from '../jira-side.ts';
import type { KeyQueue } from '../key-queue.ts';
import type { Parts } from '../parts.ts';
import { actionOf, issueOf, keyOf } from './ledger.ts';
import { noteRequests } from './note-requests.ts';

/** How long Jira may still be working on a request whose answer was lost: only then does "not there" count. */
const IN_FLIGHT_MS = 30_000;
const ASK_AGAIN_MS = 5_000;

/** Looks in Jira for what a request without an answer may have made. */
export async function lookFor(parts: Parts, entry: RequestEntry): Promise<Found> {
  const known = [...entry.known, ...madeByOthers(parts, entry)];
  const found = await parts.jira.find({ action: actionOf(entry), atMs: entry.atMs, known });
  const leftMs = entry.atMs + IN_FLIGHT_MS - parts.clock();
  if (found.kind !== 'absent' || entry.state === 'free' || leftMs <= 0) return found;
  return { kind: 'unsettled', retryAfterMs: Math.min(leftMs, ASK_AGAIN_MS) };
}

/** The entry after Jira was seen to have made it; null where Jira did not say what. */
export function madeEntry(entry: RequestEntry, { id, key }: Receipt): RequestEntry | null {
  return id === null ? null : { ...entry, state: 'made', result: { id, key } };
}

/**
 * Finds out what became of the requests that nobody heard an answer to, before anything else is looked at. What is not
 * there is not sent again by itself: whoever asked asks again with the same key, or pushes what was kept offline.
 */
export async function resolveRequests(parts: Parts, queue: KeyQueue): Promise<void> {
  const open = [...parts.snapshot.requests().values()].filter(({ state }) => state === 'sent');
  for (const entry of open) {
    const settled = await settle(parts, entry);
    if (settled === null) continue;
    await noteRequests(parts, { put: [settled] }, 'Looked for what was asked for');
    const key = keyOf(parts.snapshot, settled);
    if (key !== null) queue.add(key);
  }
}

async function settle(parts: Parts, entry: RequestEntry): Promise<RequestEntry | null> {
  try {
    const found = await lookFor(parts, entry);
    if (found.kind === 'found') return madeEntry(entry, found.receipt);
    return found.kind === 'absent' ? { ...entry, state: 'free' } : null;
  } catch (error) {
    // It stays open; whether Jira can be reached at all, the cycle finds out by itself.
    if (!(error instanceof Failure)) throw error;
    parts.log.warn('request not looked for', { request: entry.id, reason: error.message });
    return null;
  }
}

/** The same words twice are two: what another request made is not this one's. */
function madeByOthers({ snapshot }: Parts, entry: RequestEntry): readonly string[] {
  const issue = issueOf(entry);
  return [...snapshot.requests().values()].flatMap((other) =>
    other.id !== entry.id && other.result !== null && issueOf(other) === issue ? [other.result.id] : [],
  );
}
