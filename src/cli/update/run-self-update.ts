import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { failedError, usageError } from '../cli-error.ts';
import { readUpdateSettings, type UpdateSettings } from '../config/update-settings.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { plain } from '../render/plain.ts';
import { carryOutUpdate, type ProposedUpdate } from './carry-out-update.ts';
import { isChannel } from './choose-version.ts';
import { readLastUpdate, readTrial } from './program-files.ts';
import { findProgram, type ProgramPlace } from './program-place.ts';
import { type Proposal, proposeFromFile, proposeFromRegistry } from './propose-update.ts';
import { reasonAgainst } from './reason-against.ts';
import type { LastUpdate, Trial } from './records.ts';
import { parseVersion } from './version.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

export type SelfUpdateOptions = {
  readonly check?: boolean;
  readonly channel?: string;
  readonly pin?: string;
  readonly from?: string;
  readonly sha512?: string;
  /** False: not until the trial is over. */
  readonly wait?: boolean;
};

const LOOK_MS = 1_000;
/** Two starts of five minutes, and what is under way before and between them. */
const LONGEST_MS = 15 * 60_000;

/** Updates the program as the user of the service, and waits for what the service makes of it. */
export async function runSelfUpdate(context: Context, options: SelfUpdateOptions): Promise<ExitCode> {
  const { io } = context;
  expectSound(options);
  const place = findProgram(io.env);
  const settings = readUpdateSettings(io.env);
  const reason = reasonAgainst(settings, place);
  if (reason !== null || place === null) throw usageError(reason ?? '');
  const open = await readTrial(place.folder);
  if (open !== null)
    throw failedError(`${open.version} is being tried by ${unitOf(open)} since ${open.since}: wait for it`);
  const workshop = await openWorkshop(place, io.env, io.stop);
  try {
    const proposal = await propose(context, workshop, settings, options);
    if (proposal.kind === 'refused') throw failedError(proposal.reason);
    if (proposal.kind === 'current') return tellCurrent(context, proposal.from);
    if (options.check === true) return tellAvailable(context, proposal);
    await carryOutUpdate(workshop, proposal, (step) => io.err(`${step} ${proposal.version}\n`));
    return await outcome(context, place, proposal, options.wait !== false);
  } finally {
    await workshop.close();
  }
}

function expectSound({ channel, pin, from, sha512 }: SelfUpdateOptions): void {
  const problems = [
    channel !== undefined && !isChannel(channel)
      ? `--channel takes a name such as stable or beta, not "${channel}"`
      : '',
    pin !== undefined && parseVersion(pin) === null ? `--pin takes a version such as 1.4.2, not "${pin}"` : '',
    sha512 !== undefined && from === undefined ? '--sha512 is of the file that --from names' : '',
    sha512 !== undefined && !/^[0-9a-f]{128}$/i.test(sha512) ? '--sha512 takes what `sha512sum FILE` prints' : '',
    channel !== undefined && from !== undefined ? '--channel is of a registry, and --from names a file' : '',
  ].filter((problem) => problem !== '');
  if (problems.length > 0) throw usageError(...problems);
}

function propose(
  { io }: Context,
  workshop: Workshop,
  settings: UpdateSettings,
  { channel = settings.channel, pin, from, sha512 }: SelfUpdateOptions,
): Promise<Proposal> {
  if (from === undefined) return proposeFromRegistry(workshop, { channel, pin: pin ?? settings.pin });
  return proposeFromFile(workshop, { path: resolve(io.cwd, from), sha512: sha512 ?? null, pin: pin ?? null });
}

function tellCurrent(context: Context, version: string): ExitCode {
  writeResult(context, { outcome: 'current', version }, () => [`✓ ${version} is what there is to run`]);
  return EXIT.done;
}

function tellAvailable(context: Context, { from, version }: ProposedUpdate): ExitCode {
  writeResult(context, { outcome: 'available', version, from }, () => [`${from} would become ${version}`]);
  return EXIT.done;
}

async function outcome(
  context: Context,
  place: ProgramPlace,
  { from, version }: ProposedUpdate,
  wanted: boolean,
): Promise<ExitCode> {
  const trial: Trial = { version, from, instance: place.instance, since: '' };
  const last = wanted ? await untilOver(context, place, trial) : null;
  if (last === null) {
    const words = `${version} is installed, and ${unitOf(trial)} tries it when it starts next, which is at once where it runs`;
    writeResult(context, { outcome: 'trying', version, from }, () => [words]);
    return EXIT.pending;
  }
  writeResult(context, last, () => [lineOf(last)]);
  return last.outcome === 'updated' ? EXIT.done : EXIT.failed;
}

/** Null where nobody has come to an end with it in time. */
async function untilOver({ io }: Context, place: ProgramPlace, trial: Trial): Promise<LastUpdate | null> {
  io.err(`${unitOf(trial)} ends and starts again with ${trial.version}; ${trial.from} goes on where it does not do\n`);
  const limit = AbortSignal.any([io.stop, AbortSignal.timeout(LONGEST_MS)]);
  while (!limit.aborted) {
    if ((await readTrial(place.folder)) === null) return readLastUpdate(place.folder);
    await wait(LOOK_MS, null, { signal: limit }).catch(() => {});
  }
  return null;
}

function lineOf({ outcome: how, version, from, reason }: LastUpdate): string {
  if (how === 'updated') return `✓ ${from} became ${version}`;
  return `✗ ${version} was taken back, and ${from} goes on: ${plain(reason)}`;
}

function unitOf({ instance }: Pick<Trial, 'instance'>): string {
  return `tract-sync@${instance}`;
}
