import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cannotQueue } from './cannot-queue.ts';

export type WorktreeChange = {
  readonly path: string;
  readonly worktreeBytes: Buffer | null;
  /** What is to stand there; null leaves it as it is. */
  readonly worktree1: Buffer | null;
};

/** Writes the files of the working tree, each at once, and answers how to take all of it back. */
export async function writeWorktree(folder: string, changes: readonly WorktreeChange[]): Promise<() => void> {
  const written: WorktreeChange[] = [];
  const undo = () => {
    for (const { path, worktreeBytes } of written.toReversed()) {
      if (worktreeBytes === null) rmSync(join(folder, path), { force: true });
      else writeAtOnce(join(folder, path), worktreeBytes);
    }
  };
  for (const change of changes) {
    if (change.worktree1 === null) continue;
    try {
      writeAtOnce(join(folder, change.path), change.worktree1);
      written.push(change);
    } catch (error) {
      undo();
      const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
      throw cannotQueue(`${change.path} cannot be written (${code})`, error);
    }
  }
  return undo;
}

/** Whoever reads meanwhile sees the old or the new file, and its mode stays. */
function writeAtOnce(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0o666;
  const temporary = `${file}.tract-${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, bytes, { mode: mode & 0o777, flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
