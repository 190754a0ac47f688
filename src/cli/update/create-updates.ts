import type { Log } from '../../reconciler/log.ts';
import type { UpdateAnswer, UpdateRequest, UpdateState, UpdateStep, Updates } from '../../server/updates.ts';
import type { UpdateSettings } from '../config/update-settings.ts';
import { carryOutUpdate, type ProposedUpdate } from './carry-out-update.ts';
import type { Wish } from './choose-version.ts';
import { readLastUpdate, readTrial, rememberLastUpdate } from './program-files.ts';
import type { ProgramPlace } from './program-place.ts';
import { proposeFromRegistry } from './propose-update.ts';
import { reasonAgainst } from './reason-against.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

export type UpdatesOptions = {
  readonly settings: UpdateSettings;
  /** Null where the service is not installed by install-service.sh. */
  readonly place: ProgramPlace | null;
  /** The version that runs. */
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborts when the service stops. */
  readonly stop: AbortSignal;
  readonly log: Log;
};

type Running = NonNullable<UpdateState['running']>;

/** The updates that a service is asked for over HTTP, one at a time. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { settings, place, version, env, stop, log } = options;
  let running: Running | null = null;
  const step = (to: UpdateStep, wanted: string | null) => {
    if (running?.step === to && running.version === wanted) return;
    running = { step: to, version: wanted, since: running?.since ?? new Date().toISOString() };
    log.info('updating', { step: to, version: wanted });
  };
  const finish = async (workshop: Workshop, update: ProposedUpdate) => {
    try {
      await carryOutUpdate(workshop, update, (to) => step(to, update.version));
    } catch (error) {
      await tellFailure(options, update, error);
    } finally {
      await close(workshop, log);
      running = null;
    }
  };
  const begin = async (at: ProgramPlace, { check, ...asked }: UpdateRequest): Promise<UpdateAnswer> => {
    const workshop = await openWorkshop(at, env, stop);
    let isHandedOn = false;
    try {
      const proposal = await proposeFromRegistry(workshop, wishOf(asked, settings));
      if (proposal.kind === 'current') return { kind: 'current' };
      if (proposal.kind === 'refused') return proposal;
      if (check) return { kind: 'available', version: proposal.version };
      isHandedOn = true;
      step('fetching', proposal.version);
      void finish(workshop, proposal);
      return { kind: 'running' };
    } finally {
      if (!isHandedOn) await close(workshop, log);
    }
  };
  return {
    async state() {
      const [trial, last] = place === null ? [null, null] : await readState(place.folder);
      const tried: Running | null =
        trial === null ? null : { step: 'trying', version: trial.version, since: trial.since };
      const { enabled, channel, pin } = settings;
      return { enabled, version, channel, pin, running: running ?? tried, last };
    },
    async ask(request) {
      const reason = reasonAgainst(settings, place);
      if (reason !== null || place === null) return { kind: 'off', reason: reason ?? '' };
      if (isAgainstPin(request, settings)) {
        return { kind: 'refused', reason: `TRACT_UPDATE_PIN of this service says ${settings.pin}` };
      }
      const trial = await readTrial(place.folder);
      if (running !== null || trial !== null) return { kind: 'running' };
      // Nobody may come in between before the registry has answered.
      step('asking', null);
      let answer: UpdateAnswer = { kind: 'away', reason: '' };
      try {
        answer = await begin(place, request);
      } catch (error) {
        answer = { kind: 'away', reason: wordsOf(error) };
      } finally {
        if (answer.kind !== 'running') running = null;
      }
      return answer;
    },
  };
}

/** What a request says goes before the settings, but for a pin that the administrator set. */
function wishOf({ channel, pin }: Omit<UpdateRequest, 'check'>, settings: UpdateSettings): Wish {
  return { channel: channel ?? settings.channel, pin: pin ?? settings.pin };
}

function isAgainstPin({ pin }: UpdateRequest, settings: UpdateSettings): boolean {
  return settings.pin !== null && pin !== null && pin !== settings.pin;
}

async function readState(folder: string) {
  const [trial, last] = await Promise.all([readTrial(folder), readLastUpdate(folder)]);
  if (last === null) return [trial, null] as const;
  const { outcome, version, from, at, reason } = last;
  return [trial, { outcome, version, from, at, reason: reason === '' ? null : reason }] as const;
}

async function tellFailure({ place, log }: UpdatesOptions, { version, from }: ProposedUpdate, error: unknown) {
  const reason = wordsOf(error);
  log.warn('not updated', { version, reason });
  if (place === null) return;
  const last = {
    outcome: 'failed',
    version,
    from,
    instance: place.instance,
    at: new Date().toISOString(),
    reason,
  } as const;
  await rememberLastUpdate(place.folder, last).catch((failure: unknown) =>
    log.warn('update not remembered', { reason: wordsOf(failure) }),
  );
}

async function close(workshop: Workshop, log: Log): Promise<void> {
  await workshop.close().catch((error: unknown) => log.warn('draft not removed', { reason: wordsOf(error) }));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
