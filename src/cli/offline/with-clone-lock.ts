import { mkdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cannotQueue } from './cannot-queue.ts';

const PAUSE_MS = 100;
const MOST_TRIES = 150;
/** Long enough for the password of a key that signs. */
const ABANDONED_AFTER_MS = 120_000;

/**
 * Runs `action` while no other `tract` writes in this clone: git's own lock covers single steps of it only. What a killed
 * one left behind is taken over. A CliError (nothing can be queued) where it takes too long, or nothing can be written.
 */
export async function withCloneLock<T>(gitFolder: string, action: () => Promise<T>): Promise<T> {
  const lock = join(gitFolder, 'tract-queue.lock');
  for (let attempt = 1; !(await take(lock)); attempt += 1) {
    if (attempt === MOST_TRIES)
      throw cannotQueue(`another tract is writing here; if none is, remove ${lock} and do this again`);
    await wait(PAUSE_MS);
  }
  try {
    return await action();
  } finally {
    await rmdir(lock).catch(() => {});
  }
}

/** A folder, because making one is atomic on every file system. */
async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw cannotQueue(`${lock} cannot be made (${code})`, error);
  }
  const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
  if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rmdir(lock).catch(() => {});
  return false;
}
