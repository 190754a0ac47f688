import { Failure } from '../../../model/failure.ts';
import type { Oid, RefMove } from '../../../snapshot/object-store.ts';
import { gitFailure } from './git-failure.ts';
import { type GitPlace, runGit } from './git-process.ts';
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
  resolve: (ref: string) => Promise<Oid | null>,
): Promise<boolean> {
  if (moves.length === 0) return true;
  const input = [...transaction(moves)];
  let mark: string | null = null;
  const { code, stderr } = await runGit(place, ['update-ref', '-m', 'tract-sync', '--stdin'], input, async (pid) => {
    mark = await writeMark(
      place.path,
      pid,
      moves.map(({ ref }) => ref),
    ).catch((error) => {
      throw gitFailure(place.path, String(error), error);
    });
  });
  // Killed, it may have left locks; then the mark stays as the proof whose they are.
  if (code !== null && mark !== null) await eraseMark(mark);
  if (code === 0) return true;
  for (const { ref, from } of moves) if ((await resolve(ref)) !== from) return false;
  if (code !== null) throw gitFailure(place.path, stderr);
  throw new Failure('transient', `git update-ref in ${place.path} was killed before the refs moved`);
}

function* transaction(moves: readonly RefMove[]): Generator<string> {
  yield 'start\n';
  for (const { ref, from, to } of moves) {
    if (ref === 'HEAD') throw new TypeError('HEAD is not moved');
    yield `update ${checkRef(ref)} ${checkOid(to)} ${from === null ? NO_OID : checkOid(from)}\n`;
  }
  yield 'prepare\ncommit\n';
}
