import { Failure } from '../../../model/failure.ts';
import type { GitRemote } from './git-remote.ts';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * A remote that asks for patience where it keeps refusing: a push that fails once is tried again with the next cycle, a
 * second in a row after half a minute, and then each after twice as long, up to five minutes. A push of other refs that goes
 * well says nothing of those that were refused.
 */
export function patientRemote(remote: GitRemote): GitRemote {
  const failures = new Map<string, number>();
  return {
    ...remote,
    async push(moves) {
      try {
        const moved = await remote.push(moves);
        for (const { ref } of moves) failures.delete(ref);
        return moved;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        for (const { ref } of moves) failures.set(ref, (failures.get(ref) ?? 0) + 1);
        throw withPatience(error, waitAfter(Math.max(...moves.map(({ ref }) => failures.get(ref) ?? 0))));
      }
    },
  };
}

function waitAfter(failures: number): number | null {
  return failures < 2 ? null : Math.min(FIRST_WAIT_MS * 2 ** (failures - 2), LONGEST_WAIT_MS);
}

function withPatience(failure: Failure, retryAfterMs: number | null): Failure {
  const { kind, message, fields, ambiguous, ofGit, cause } = failure;
  return new Failure(kind, message, { fields, ambiguous, ofGit, cause, retryAfterMs });
}
