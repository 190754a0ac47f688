import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RunningTract } from '../../test/integration/cli/run-tract.ts';
import { readSaid } from '../../test/integration/crash/check-scene.ts';
import { CrashSite } from '../../test/integration/crash/crash-site.ts';
import { findDeeds } from '../../test/support/people/find-deeds.ts';
import type { People } from '../../test/support/people/people.ts';
import { createRandom, type Random } from '../../test/support/random.ts';
import { peopleAt } from './people-at.ts';

const USAGE = `Usage: scripts/crash-matrix [--kills N] [--seed S] [--personality server|cloud]

Kills the built daemon at every moment between two writes, for both kinds of Jira; then N times (200 unless told
otherwise) at random moments while people edit both sides, and looks whether all that they did is on both sides, once.
`;
const TICKETS = 12;
/** One in so many is killed while it starts; the others at work. */
const STARTING = 8;
const LONGEST_LIFE_MS = 1_500;
const PAUSE_MS = 400;
const TELL_EVERY = 10;

type Options = { readonly kills: number; readonly seed: number; readonly personality: 'server' | 'cloud' };

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const options = readOptions(args);
  const titles = Array.from({ length: TICKETS }, (_, index) => `Ticket ${index}`);
  const env = { TRACT_POLL: '* * * * * *', TRACT_LOG_LEVEL: 'debug' };
  const site = await CrashSite.open(options.personality, titles, { env });
  try {
    await killOften(site, options);
  } finally {
    await site.close();
  }
}

async function killOften(site: CrashSite, { kills, seed, personality }: Options): Promise<void> {
  const random = createRandom(seed);
  const people = peopleAt(site, createRandom(seed + 1));
  const keys = Array.from({ length: TICKETS }, (_, index) => `APP-${index + 3}`);
  await site.start();
  await site.rest();
  await site.daemon.stop('SIGKILL');
  const over = new AbortController();
  const editing = editSteadily(people, keys, over.signal);
  const phases = new Map<string, number>();
  for (let kill = 0; kill < kills; kill++) {
    const phase = await killOnce(site, random);
    phases.set(phase, (phases.get(phase) ?? 0) + 1);
    site.passTime();
    if ((kill + 1) % TELL_EVERY === 0) console.error(`${kill + 1} kills, ${people.deeds.length} edits`);
  }
  over.abort();
  await editing;
  const startedMs = performance.now();
  await site.start();
  await site.rest();
  const restMs = performance.now() - startedMs;
  const writes = site.jira.requests.writes().length;
  await site.rest(true);
  const late = site.jira.requests.writes().length - writes;
  const found = [...(await findDeeds(await readSaid(site), people.deeds))];
  const lost = found.filter(([, { jira, git }]) => jira === 0 || git === 0);
  const twice = found.filter(([, { jira, git }]) => jira > 1 || git > 1);
  console.log(`${kills} kills at random moments, ${personality}, seed ${seed}; the last thing that was passed before:`);
  for (const [phase, count] of [...phases].sort(([, a], [, b]) => b - a)) {
    console.log(`${String(count).padStart(6)}  ${phase}`);
  }
  console.log(`${people.deeds.length} edits, ${found.length} of them not replaced by a later one`);
  console.log(
    `${found.length - lost.length - twice.length} on both sides once, ${lost.length} lost, ${twice.length} twice`,
  );
  for (const [deed, where] of [...lost, ...twice]) console.log(JSON.stringify({ ...deed, ...where }));
  console.log(
    `${(restMs / 1_000).toFixed(1)} s to rest after the last kill; ${late} writes to Jira in a sweep after that`,
  );
  if (lost.length + twice.length + late > 0) process.exitCode = 1;
}

async function killOnce(site: CrashSite, random: Random): Promise<string> {
  const daemon = site.launch();
  if (random.below(STARTING) > 0) await daemon.says('healthy flavor=');
  await wait(random.below(LONGEST_LIFE_MS));
  await daemon.stop('SIGKILL');
  if (daemon.signal !== 'SIGKILL') throw new Error(`the daemon ended by itself:\n${daemon.output}`);
  return phaseOf(daemon);
}

/** The last moment that was passed; before the first one, how far the start had got. */
function phaseOf({ output }: RunningTract): string {
  const moment = [...output.matchAll(/passing moment="?([^"\n]*)"?$/gm)].at(-1)?.[1];
  if (moment !== undefined) return moment;
  if (output.includes('healthy flavor=')) return 'at work, nothing written yet';
  return output.includes('serving ') ? 'serving, not connected yet' : 'starting';
}

async function editSteadily(people: People, keys: readonly string[], over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await people.act(keys);
    await wait(PAUSE_MS);
  }
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      personality: { type: 'string', default: 'server' },
    },
  });
  const { personality } = values;
  if (personality !== 'server' && personality !== 'cloud') throw new Error('--personality must be server or cloud');
  return { kills: numberOf('--kills', values.kills), seed: numberOf('--seed', values.seed), personality };
}

function numberOf(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number, not ${text}`);
  return Number(text);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
