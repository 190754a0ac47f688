import { Failure } from '../../../model/failure.ts';
import type { RefMove } from '../../../snapshot/object-store.ts';
import type { RefAccess, RefChange } from './cut-transaction.ts';
import { gitFailure } from './git-failure.ts';
import { type GitOutcome, type GitPlace, runGit } from './git-process.ts';
import { checkOid, checkRef } from './names.ts';
import { eraseMark, writeMark } from './transaction-mark.ts';

const NO_OID = '0'.repeat(40);

/**
 * Moves all refs in one transaction, or none. False where a ref is no longer at its `from`.
 * Git's message is not asked for that: the refs themselves are.
 */
export async function moveRefsTogether(
  place: GitPlace,
  moves: readonly RefMove[],
  resolve: RefAccess['resolve'],
): Promise<boolean> {
  if (moves.length === 0) return true;
  let mark: string | null = null;
  const { code, stderr } = await updateRefs(place, moves, async (pid) => {
    mark = await writeMark(place.path, pid, moves).catch((error) => {
      throw gitFailure(place.path, String(error), error);
    });
  });
  // Killed, it may have left locks; then the mark stays as the proof whose they are, and of what it was to do.
  if (code === null) throw new Failure('transient', `git update-ref in ${place.path} was killed`);
  if (mark !== null) await eraseMark(mark);
  if (code === 0) return true;
  for (const { ref, from } of moves) if ((await resolve(ref)) !== from) return false;
  throw gitFailure(place.path, stderr);
}

/** The same for a transaction that was cut, without a mark: cut again, it is found by the first one's. */
export async function changeRefs(place: GitPlace, changes: readonly RefChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { code, stderr } = await updateRefs(place, changes, async () => {});
  if (code !== 0) throw gitFailure(place.path, stderr);
}

function updateRefs(
  place: GitPlace,
  changes: readonly RefChange[],
  onStart: (pid: number) => Promise<void>,
): Promise<GitOutcome> {
  return runGit(place, ['update-ref', '-m', 'tract-sync', '--stdin'], [...transaction(changes)], onStart);
}

function* transaction(changes: readonly RefChange[]): Generator<string> {
  yield 'start\n';
  for (const { ref, from, to } of changes) {
    if (ref === 'HEAD') throw new TypeError('HEAD is not moved');
    const before = from === null ? NO_OID : checkOid(from);
    yield to === null ? `delete ${checkRef(ref)} ${before}\n` : `update ${checkRef(ref)} ${checkOid(to)} ${before}\n`;
  }
  yield 'prepare\ncommit\n';
}
