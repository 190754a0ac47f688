import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UNWRITTEN_REF } from './fast-import-stream.ts';

const REPORT = /^fast_import_crash_[0-9]{1,10}$/;
/** In `objects/pack`: what fast-import, index-pack and pack-objects write before they give it a name. */
const BEGUN_PACK = /^(tmp_|\.tmp-)/;
/** In `objects`: the folder in which git collects loose objects until they are on disk. */
const BEGUN_OBJECTS = /^tmp_objdir-bulk-fsync-/;
const CLOCK_GRAIN_MS = 2_000;

/**
 * Removes the reports that `git fast-import` left in the repository when a Tract that was killed let go of it. Whose it was
 * is in the report: only Tract imports to a ref that is never written. An empty one, of a full disk, is of use to nobody.
 */
export async function clearCrashReports(repository: string): Promise<void> {
  const reports = (await readdir(repository)).filter((name) => REPORT.test(name)).map((name) => join(repository, name));
  for (const report of reports) {
    const text = await readFile(report, 'utf8').catch(() => null);
    if (text === '' || text?.includes(UNWRITTEN_REF)) await rm(report, { force: true });
  }
}

/** Removes the packs that a git process of ours, which has failed since `sinceMs`, began: on a full disk they would keep it full. */
export async function clearBegunPacks(repository: string, sinceMs: number): Promise<void> {
  await clearOld(join(repository, 'objects', 'pack'), BEGUN_PACK, (atMs) => atMs > sinceMs - CLOCK_GRAIN_MS);
}

/** Removes what processes that were killed before `beforeMs` began and nobody finishes any more. */
export async function clearAbandoned(repository: string, beforeMs: number): Promise<void> {
  const isAbandoned = (atMs: number) => atMs < beforeMs;
  await clearOld(join(repository, 'objects', 'pack'), BEGUN_PACK, isAbandoned);
  await clearOld(join(repository, 'objects'), BEGUN_OBJECTS, isAbandoned);
}

async function clearOld(folder: string, names: RegExp, goes: (atMs: number) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!names.test(name)) continue;
    const path = join(folder, name);
    const atMs = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (atMs !== null && goes(atMs)) await rm(path, { force: true, recursive: true });
  }
}
