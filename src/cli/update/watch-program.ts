import type { Log } from '../../reconciler/log.ts';
import { readCurrent, readTrial, readWanted } from './program-files.ts';
import type { ProgramPlace } from './program-place.ts';

const EVERY_MS = 2_000;

export type ProgramWatch = {
  /** Aborts once another version is to run here: whoever starts this service again starts that one. */
  readonly changed: AbortSignal;
  close(): void;
};

/**
 * Looks every two seconds whether this service still is what it should be: an update opened a trial here, another
 * service of this server tried a version and found it well, or an administrator installed one.
 */
export async function watchProgram(place: ProgramPlace, log: Log): Promise<ProgramWatch> {
  const changed = new AbortController();
  const first = await readWanted(place);
  const look = async () => {
    const wanted = await readWanted(place);
    if (wanted === null || (wanted === first && !(await isLeftBehind(place)))) return;
    log.info('another version is to run', { now: place.version, next: wanted });
    clearInterval(timer);
    changed.abort();
  };
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  return { changed: changed.signal, close: () => clearInterval(timer) };
}

/** True where the version was changed while this process was starting. */
async function isLeftBehind(place: ProgramPlace): Promise<boolean> {
  const [trial, current] = await Promise.all([readTrial(place.folder), readCurrent(place.folder)]);
  return trial === null && current !== null && current !== place.version;
}
