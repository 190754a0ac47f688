import { setTimeout as wait } from 'node:timers/promises';
import { finishTransaction, isCut, type RefAccess } from './cut-transaction.ts';
import { clearStaleLocks, isGitRunning } from './stale-locks.ts';
import { eraseMark, readMarks } from './transaction-mark.ts';

/**
 * Ends the ref transactions of ours that were killed: their locks go, and what they had moved of several refs is moved
 * whole or not at all. Answers how many locks were cleared. Anything younger than `olderThanMs` may belong to a push that
 * runs right now: refs that are half moved are waited for so long, and nobody reads them before.
 */
export async function settleMarks(
  repository: string,
  { olderThanMs }: { readonly olderThanMs: number },
  access: RefAccess,
): Promise<number> {
  let cleared = 0;
  for (const mark of await readMarks(repository)) {
    if (await isGitRunning(mark.pid)) continue;
    const youngForMs = mark.atMs + olderThanMs - Date.now();
    if (youngForMs > 0) {
      if (!(await isCut(mark.moves, access))) continue;
      await wait(youngForMs);
    }
    cleared += (await clearStaleLocks(repository, mark, { olderThanMs, nowMs: Date.now() })).length;
    await finishTransaction(mark.moves, access);
    await eraseMark(mark.file);
  }
  return cleared;
}
