import type { ServerResponse } from 'node:http';

const LONGEST_WAIT_MS = 60_000;

/** Aborts when the answer is not wanted any more: the caller has gone, or has waited for a minute. */
export function waitingFor(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const timer = setTimeout(() => gone.abort(), LONGEST_WAIT_MS);
  timer.unref();
  response.once('close', () => {
    clearTimeout(timer);
    gone.abort();
  });
  return gone.signal;
}
