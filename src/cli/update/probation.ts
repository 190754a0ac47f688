import { setTimeout as wait } from 'node:timers/promises';
import type { Engine, Health } from '../../reconciler/engine.ts';
import type { Log } from '../../reconciler/log.ts';
import { failedError } from '../cli-error.ts';
import { closeTrial, readTrial, removeOtherReleases, switchCurrent } from './program-files.ts';
import type { ProgramPlace } from './program-place.ts';
import type { Trial } from './records.ts';

/** The trial of the version that runs: until it is over, the service is not told to be ready. */
export interface Probation {
  /** How long it may take at most. */
  readonly limitMs: number;
  /** Resolves once a cycle went well and every service is to use this version; throws a CliError where none does in time. */
  pass(engine: Pick<Engine, 'health' | 'onEvent'>, stop: AbortSignal): Promise<void>;
}

const LIMIT_MS = 5 * 60_000;

/** Null where this process runs what everybody runs. */
export async function findProbation(
  place: ProgramPlace | null,
  log: Log,
  limitMs = LIMIT_MS,
): Promise<Probation | null> {
  const trial = place === null ? null : await readTrial(place.folder);
  if (place === null || trial?.instance !== place.instance || trial.version !== place.version) return null;
  log.info('on trial', { version: trial.version, from: trial.from });
  return {
    limitMs,
    async pass(engine, stop) {
      await untilWell(engine, limitMs, stop);
      // Ended meanwhile, it proves nothing.
      if (stop.aborted) return;
      await settle(place, trial);
      log.info('updated', { version: trial.version, from: trial.from });
    },
  };
}

/** First the link: a trial that is left over is only tried again. The version before stays, to go back to. */
async function settle({ folder }: ProgramPlace, { version, from, instance }: Trial): Promise<void> {
  await switchCurrent(folder, version);
  const at = new Date().toISOString();
  await closeTrial(folder, { outcome: 'updated', version, from, instance, at, reason: '' });
  await removeOtherReleases(folder, [version, from]);
}

async function untilWell(
  engine: Pick<Engine, 'health' | 'onEvent'>,
  limitMs: number,
  stop: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stop]);
  let last: Health = engine.health();
  const well = new Promise<void>((resolve) => {
    const stopListening = engine.onEvent((event) => {
      if (event.kind !== 'health') return;
      last = event.health;
      if (last.state === 'ok') resolve();
    });
    signal.addEventListener('abort', () => {
      stopListening();
      resolve();
    });
    if (last.state === 'ok') resolve();
  });
  const late = wait(limitMs, 'late' as const, { signal, ref: false }).catch(() => null);
  try {
    if ((await Promise.race([well, late])) !== 'late') return;
    throw failedError(`not well after ${limitMs / 1000} seconds on trial: ${last.reason ?? last.state}`);
  } finally {
    over.abort();
  }
}
