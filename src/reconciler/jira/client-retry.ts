import pRetry from 'p-retry';
import { Failure } from '../../model/failure.ts';
import type { Timing } from './options.ts';

const RETRIES = 2;
const FIRST_WAIT_MS = 250;
/** What takes longer is left to the loop's own backoff. */
const LONGEST_WAIT_MS = 10_000;

/** Tries a repeatable request up to three times while it fails `transient`, with jitter, and never before Jira wants it. */
export async function withRetries<T>(task: () => Promise<T>, timing: Timing, signal: AbortSignal): Promise<T> {
  return pRetry(task, {
    retries: RETRIES,
    minTimeout: 0,
    maxTimeout: 0,
    signal,
    shouldRetry: ({ error }) => isWorthAnotherTry(error),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (retriesLeft > 0 && isWorthAnotherTry(error)) {
        await timing.sleep(waitMs(error, attemptNumber, timing.random()), signal);
      }
    },
  });
}

function isWorthAnotherTry(error: Error): error is Failure {
  return error instanceof Failure && error.kind === 'transient' && (error.retryAfterMs ?? 0) <= LONGEST_WAIT_MS;
}

function waitMs(failure: Failure, attempt: number, random: number): number {
  const jitter = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + random);
  return Math.round((failure.retryAfterMs ?? 0) + jitter);
}
