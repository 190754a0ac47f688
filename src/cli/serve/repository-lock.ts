import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { gitFailure } from '../../reconciler/git/plumbing/git-failure.ts';
import { cutLifeLine, isHeld, openLifeLine } from './life-line.ts';

/** The file that says which daemon keeps a repository. The post-receive hook finds the daemon's address in it. */
export const LOCK_NAME = 'tract-sync.lock';

export type RepositoryLock = {
  /** Adds where the daemon answers, for hooks and people on this machine. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
};

const HEARTBEAT_MS = 20_000;
const SILENT_AFTER_MS = 90_000;

/**
 * Takes the repository for this process, so that no second daemon syncs it. What a killed one left behind is taken over:
 * nobody holds its life line, its process is gone, or, where it ran on another machine, its heartbeat has stopped. A
 * Failure while one lives (fatal), and where nothing can be written.
 */
export async function lockRepository(repository: string, branch: string): Promise<RepositoryLock> {
  const path = join(repository, LOCK_NAME);
  const line = await openLifeLine(repository);
  const identity = `pid=${process.pid}\nstarted=${await startOf(process.pid)}\nhost=${hostname()}\n`;
  const own = `${identity}${line === null ? '' : `line=${line.name}\n`}id=${randomBytes(8).toString('hex')}\nbranch=${branch}\n`;
  try {
    await take(path, own, repository);
  } catch (error) {
    await line?.close();
    throw error;
  }
  const heartbeat = setInterval(() => void touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    announce: (url) => replace(path, `${own}url=${url}\n`).catch((error: unknown) => unwritable(repository, error)),
    release: async () => {
      clearInterval(heartbeat);
      // Where it cannot be removed, the next start finds that its process is gone.
      if ((await readOrNull(path))?.startsWith(own)) await rm(path, { force: true }).catch(() => {});
      await line?.close();
    },
  };
}

async function take(path: string, own: string, repository: string): Promise<void> {
  const make = () => create(path, own).catch((error: unknown) => unwritable(repository, error));
  if (await make()) return;
  await removeStale(path, repository);
  if (!(await make())) throw busy(repository, 'another process');
}

/** Makes the file whole or not at all; false where there is one. */
async function create(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o644 });
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

/** Removes a lock that nobody holds any more. One at a time: between looking and removing, no other may take over. */
async function removeStale(path: string, repository: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await enter(guard))) throw busy(repository, 'another process that starts right now');
  try {
    const text = await readOrNull(path);
    if (text === null) return;
    const holder = new Map(text.split('\n').map((line) => [line.replace(/=.*$/, ''), line.replace(/^[^=]*=/, '')]));
    if (await lives(holder, path, repository)) {
      throw busy(repository, `process ${holder.get('pid')} on ${holder.get('host')}`);
    }
    await cutLifeLine(repository, holder.get('line') ?? '');
    await rm(path, { force: true });
  } finally {
    await rmdir(guard).catch(() => {});
  }
}

/**
 * Under one kernel the life line decides, whatever the container of the holder is called: two may share a host name, and
 * each has a process 1. It cannot say anything where its file is gone or not for us.
 */
async function lives(holder: ReadonlyMap<string, string>, path: string, repository: string): Promise<boolean> {
  const line = holder.get('line');
  const boot = await bootId();
  if (line !== undefined && boot !== '' && holder.get('started')?.startsWith(`${boot}:`)) {
    const held = await isHeld(repository, line);
    return held ?? isBeating(path);
  }
  return holder.get('host') === hostname() ? isRunning(holder) : isBeating(path);
}

/** A guard that a killed process left is removed, for the next try. */
async function enter(guard: string): Promise<boolean> {
  try {
    await mkdir(guard);
    return true;
  } catch {
    const { mtimeMs } = await stat(guard).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > SILENT_AFTER_MS) await rmdir(guard).catch(() => {});
    return false;
  }
}

/** A process id is used again, so its start counts too. */
async function isRunning(holder: ReadonlyMap<string, string>): Promise<boolean> {
  const pid = Number(holder.get('pid'));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return (await startOf(pid)) === holder.get('started');
}

async function isBeating(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < SILENT_AFTER_MS;
}

/** When a process started, in ticks since the machine did, with the boot it belongs to; '' where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const boot = await bootId();
  const line = (await readOrNull(`/proc/${pid}/stat`)) ?? '';
  // The name in brackets may hold spaces; the start is the 20th word after it.
  const start = line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return start === '' ? '' : `${boot}:${start}`;
}

async function bootId(): Promise<string> {
  return (await readOrNull('/proc/sys/kernel/random/boot_id'))?.trim() ?? '';
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o644 });
  await rename(draft, path);
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** What a full disk, a read-only one or missing rights come to in words. */
function unwritable(repository: string, error: unknown): never {
  throw gitFailure(repository, String(error), error);
}

function busy(repository: string, holder: string): Failure {
  return new Failure('fatal', `${repository} is already kept in sync by ${holder}: stop that one first`);
}
