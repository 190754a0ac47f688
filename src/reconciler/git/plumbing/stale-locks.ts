import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefName } from './names.ts';
import type { TransactionMark } from './transaction-mark.ts';

export type StaleLockRules = {
  /** Anything younger may belong to a push that runs right now. */
  readonly olderThanMs: number;
  readonly nowMs: number;
};

/** How far a lock's time may lie from the mark's: a transaction takes milliseconds, a drowning disk seconds. */
const TRANSACTION_MS = 60_000;
const CLOCK_GRAIN_MS = 2_000;

/**
 * Removes the lock files that a killed ref transaction of Tract left behind, and answers their paths.
 * Only locks with proof go: a mark of ours names the ref, the process that wrote the lock is gone, the lock is from
 * the time of the mark, and both are old. Locks of pushes and of `git gc` are never touched.
 */
export async function clearStaleLocks(
  repository: string,
  mark: TransactionMark,
  rules: StaleLockRules,
): Promise<readonly string[]> {
  const cleared: string[] = [];
  for (const lock of lockFiles(repository, mark)) {
    if (!(await isLeftOver(lock, mark, rules))) continue;
    await rm(lock, { force: true });
    cleared.push(lock);
  }
  return cleared;
}

/** Moving the branch that HEAD names locks HEAD too. A line that is no ref is no mark of ours. */
function lockFiles(repository: string, mark: TransactionMark): string[] {
  return [...mark.refs.filter(isRefName), 'HEAD', 'packed-refs'].map((name) => join(repository, `${name}.lock`));
}

async function isLeftOver(lock: string, mark: TransactionMark, rules: StaleLockRules): Promise<boolean> {
  const atMs = await stat(lock).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
  if (atMs === null || rules.nowMs - atMs < rules.olderThanMs) return false;
  return atMs > mark.atMs - CLOCK_GRAIN_MS && atMs < mark.atMs + TRANSACTION_MS;
}

/** A process id is used again after a restart, so a living one counts only when it is git. */
export async function isGitRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'git');
  return name.startsWith('git');
}
