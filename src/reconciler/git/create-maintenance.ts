import { access, constants, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import type { Maintenance, MaintenanceReport, StoreSize } from '../maintenance.ts';
import { gitEnvironment } from './plumbing/git-environment.ts';
import { gitFailure } from './plumbing/git-failure.ts';
import { type GitPlace, runGit } from './plumbing/git-process.ts';
import { clearAbandoned } from './plumbing/leftovers.ts';
import { type ObjectFiles, type PackFile, readObjectFiles, sizeOfAll } from './plumbing/object-files.ts';

export type MaintenanceOptions = {
  /** The bare repository. */
  readonly path: string;
  /** From so many loose objects on they are packed. */
  readonly mostLoose: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Packs are joined while they come to no more than this, so that a run is a matter of seconds; 64 MiB by default. */
  readonly mostPackBytes?: number;
};

/** From so many on that can be joined they are: git looks into each of them for every object. */
const MOST_PACKS = 20;
const MOST_PACK_BYTES = 64 * 1024 * 1024;
/** Room that is left for others on the disk. */
const SPARE_BYTES = 16 * 1024 * 1024;
const ABANDONED_MS = 24 * 3_600_000;

/**
 * Packs with `git repack --geometric`, which takes up all loose objects and joins small packs. Unlike `git gc` it forgets
 * nothing: of what no ref leads to, some may belong to a push that runs right now. Processes that have the old packs open
 * find their objects in the new one.
 */
export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const place = { path: options.path, env: gitEnvironment(options.path, options.env ?? process.env) };
  const mostPackBytes = options.mostPackBytes ?? MOST_PACK_BYTES;

  async function runUnlessIdle(stopping: AbortSignal): Promise<MaintenanceReport> {
    const files = await readObjectFiles(place.path);
    const before = sizeOf(files);
    const joined = smallPacks(files.packs, mostPackBytes);
    if (files.loose.length < options.mostLoose && joined.length < MOST_PACKS) return { kind: 'idle', size: before };
    await checkPlace(place, joined, files.loose);
    await clearAbandoned(place.path, Date.now() - ABANDONED_MS);
    await pack(place, packsLeftAlone(files.packs, joined), stopping);
    return { kind: 'packed', before, size: sizeOf(await readObjectFiles(place.path)) };
  }

  return {
    run: (stopping) =>
      runUnlessIdle(stopping).catch((error: unknown): MaintenanceReport => {
        const failure = asFailure(place.path, error);
        return { kind: 'skipped', reason: failure.message };
      }),
  };
}

function sizeOf({ loose, packs }: ObjectFiles): StoreSize {
  return { loose: loose.length, packs: packs.length, packBytes: packs.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The smallest packs that together are no larger than `mostBytes`. */
function smallPacks(packs: readonly PackFile[], mostBytes: number): readonly PackFile[] {
  const bySize = packs.filter(({ isKept }) => !isKept).sort((a, b) => a.bytes - b.bytes);
  let sum = 0;
  return bySize.filter(({ bytes }) => {
    sum += bytes;
    return sum <= mostBytes;
  });
}

function packsLeftAlone(packs: readonly PackFile[], joined: readonly PackFile[]): readonly string[] {
  return packs.filter((each) => !joined.includes(each)).map(({ name }) => name);
}

/** Throws where packing could not end well: nothing can be written, too little room, or objects that are not all here. */
async function checkPlace({ path }: GitPlace, joined: readonly PackFile[], loose: readonly string[]): Promise<void> {
  const objects = join(path, 'objects');
  await access(objects, constants.W_OK);
  const alternates = await readFile(join(objects, 'info', 'alternates'), 'utf8').catch(() => '');
  if (alternates.trim() !== '') {
    const why = 'it borrows objects of another repository (objects/info/alternates)';
    throw new Failure('rejected', `${path} is not packed, because ${why}: pack it with git gc`);
  }
  const needed = joined.reduce((sum, { bytes }) => sum + bytes, await sizeOfAll(loose)) + SPARE_BYTES;
  const { bavail, bsize } = await statfs(objects);
  if (bavail * bsize >= needed) return;
  const [free, wanted] = [bavail * bsize, needed].map((bytes) => Math.ceil(bytes / 1024 / 1024));
  throw new Failure('transient', `${path} is not packed: that may take ${wanted} MB, and ${free} MB are free`);
}

async function pack(place: GitPlace, leftAlone: readonly string[], stopping: AbortSignal): Promise<void> {
  const keep = leftAlone.map((name) => `--keep-pack=${name}`);
  // An administrator who asks for bitmaps means packs of everything; git refuses them for others.
  const repack = ['repack', '-d', '--geometric=2', '--quiet', '--no-write-bitmap-index', ...keep];
  await runUntilStopped(place, ['-c', 'pack.threads=1', ...repack], stopping);
  await runUntilStopped(place, ['commit-graph', 'write', '--reachable', '--split', '--no-progress'], stopping);
}

/**
 * Runs git, and no longer than until the service stops. At the priority of everything else: cycles wait for its end, and on a
 * busy machine they would wait for everybody.
 */
async function runUntilStopped(place: GitPlace, args: readonly string[], stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) throw cut(place.path);
  let stop = () => {};
  const { code, stderr } = await runGit(place, args, [], async (pid) => {
    stop = () => endGroup(pid);
    stopping.addEventListener('abort', stop, { once: true });
  }).finally(() => stopping.removeEventListener('abort', stop));
  if (stopping.aborted && code !== 0) throw cut(place.path);
  if (code !== 0) throw gitFailure(place.path, stderr);
}

/** Ends the process with all that git has started for the work. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

function cut(path: string): Failure {
  return new Failure('transient', `${path} is not packed, because the service stops`);
}

function asFailure(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const isSystem = error instanceof Error && 'code' in error;
  if (!isSystem) throw error;
  return gitFailure(path, String(error), error);
}
