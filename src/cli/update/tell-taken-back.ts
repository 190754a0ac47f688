import type { Log } from '../../reconciler/log.ts';
import { readLastUpdate } from './program-files.ts';
import type { ProgramPlace } from './program-place.ts';

/** Whoever reads the log of the service learns that it is not what somebody updated it to. */
export async function tellTakenBack(place: ProgramPlace | null, log: Log): Promise<void> {
  const last = place === null ? null : await readLastUpdate(place.folder);
  if (last?.outcome !== 'rolled-back') return;
  log.warn('an update was taken back', { version: last.version, at: last.at, reason: last.reason });
}
