import { z } from 'zod';
import { waitQuery } from './wait.ts';

const commit = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, { error: 'must be the full name of a commit' })
  .optional();

/** `?wait=SECONDS&old=COMMIT&new=COMMIT`: git's words for what a push moved; a branch that is new was all zeros. */
export function pushQuery(longestWait: number) {
  return waitQuery(longestWait).extend({
    old: commit.meta({ description: 'Where the branch was before the push' }),
    new: commit.meta({ description: 'Where the push put it: the answer tells of the tickets in between' }),
  });
}
