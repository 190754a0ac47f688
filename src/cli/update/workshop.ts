import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failedError } from '../cli-error.ts';
import { packageName } from '../package-version.ts';
import { type Npm, npmOf } from './npm.ts';
import { releasesFolder } from './program-files.ts';
import type { ProgramPlace } from './program-place.ts';

/** Where one update is made: a folder of its own beside the versions, which goes when it is done. */
export type Workshop = {
  readonly place: ProgramPlace;
  readonly folder: string;
  readonly npm: Npm;
  /** The package that may be installed: the one that runs. */
  readonly name: string;
  close(): Promise<void>;
};

const PREFIX = '.draft-';
const ABANDONED_MS = 60 * 60_000;

/** Throws a CliError where the versions belong to somebody else, as they do until self-update is turned on. */
export async function openWorkshop(
  place: ProgramPlace,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Workshop> {
  const releases = releasesFolder(place.folder);
  await removeAbandoned(releases);
  const folder = await mkdtemp(join(releases, PREFIX)).catch((error: unknown) => {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    const fix = `sudo install-service.sh ${place.instance.toUpperCase()} --self-update lets the service`;
    throw failedError(`${releases} cannot be written (${code}): ${fix}`, error);
  });
  const cache = join(folder, 'cache');
  await mkdir(cache);
  return {
    place,
    folder,
    npm: npmOf({ env, cache, signal }),
    name: packageName(),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What an update left that was killed. */
async function removeAbandoned(releases: string): Promise<void> {
  const names = await readdir(releases).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const path = join(releases, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
