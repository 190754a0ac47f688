import type { Log } from '../../reconciler/log.ts';
import { readWanted } from './program-files.ts';
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
export function watchProgram(place: ProgramPlace, log: Log): ProgramWatch {
  const changed = new AbortController();
  const look = async () => {
    const wanted = await readWanted(place);
    if (wanted === null || wanted === place.version || changed.signal.aborted) return;
    log.info('another version is to run', { now: place.version, next: wanted });
    clearInterval(timer);
    changed.abort();
  };
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  return { changed: changed.signal, close: () => clearInterval(timer) };
}
