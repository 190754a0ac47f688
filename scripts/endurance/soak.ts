import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readSaid } from '../../test/integration/crash/check-scene.ts';
import { CrashSite } from '../../test/integration/crash/crash-site.ts';
import { type Found, findDeeds } from '../../test/support/people/find-deeds.ts';
import type { Deed, People } from '../../test/support/people/people.ts';
import { createRandom } from '../../test/support/random.ts';
import { renderChart } from './chart.ts';
import { peopleAt } from './people-at.ts';
import { type Sample, takeSample } from './sample.ts';
import { renderTable, seriesOf } from './series.ts';

const USAGE = `Usage: scripts/soak [--minutes M] [--seed S] [--chart FILE]

Runs the built daemon for M minutes (10 unless told otherwise) while people edit both sides, twice a second; prints
memory, open handles, the size of the repository and the lag from edit to the other side, and draws them into FILE
(docs/soak.svg unless told otherwise).
`;
const TICKETS = 30;
const EDIT_EVERY_MS = 500;
const SAMPLE_EVERY_MS = 5_000;

type Options = { readonly minutes: number; readonly seed: number; readonly chart: string };

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const options = readOptions(args);
  const titles = Array.from({ length: TICKETS }, (_, index) => `Ticket ${index}`);
  const site = await CrashSite.open('server', titles, { webhook: true });
  try {
    await soak(site, options);
  } finally {
    await site.close();
  }
}

async function soak(site: CrashSite, { minutes, seed, chart }: Options): Promise<void> {
  await site.start();
  await site.rest();
  const people = peopleAt(site, createRandom(seed));
  const over = AbortSignal.timeout(minutes * 60_000);
  const lags = new Lags(site);
  const editing = editSteadily(site, people, lags, over);
  const samples = await watch(site, lags, over);
  await editing;
  await site.rest();
  const found = [...(await findDeeds(await readSaid(site), people.deeds)).values()];
  const wrong = found.filter(({ jira, git }) => jira !== 1 || git !== 1).length;
  const series = seriesOf(samples);
  console.log(
    `${minutes} minutes, ${people.deeds.length} edits, seed ${seed}, Jira Server embedded, Node ${process.version}`,
  );
  console.log(`${found.length - wrong} of ${found.length} edits that stand are on both sides once; ${wrong} are not\n`);
  console.log(renderTable(series));
  writeFileSync(chart, renderChart(series, `tract serve, ${minutes} minutes of two edits a second`));
  console.log(`\ndrawn into ${chart}`);
  if (wrong > 0) process.exitCode = 1;
}

async function editSteadily(site: CrashSite, people: People, lags: Lags, over: AbortSignal): Promise<void> {
  const keys = Array.from({ length: TICKETS }, (_, index) => `APP-${index + 3}`);
  while (!over.aborted) {
    const deed = await people.act(keys);
    lags.await(deed);
    // As the hook of the repository does after a push.
    if (deed.side === 'git') await site.post('/webhook/git', {});
    await wait(EDIT_EVERY_MS);
  }
}

async function watch(site: CrashSite, lags: Lags, over: AbortSignal): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const { pid } = site.daemon;
  const startedMs = performance.now();
  let dueMs = startedMs;
  while (pid !== undefined && !over.aborted) {
    await lags.look();
    if (performance.now() >= dueMs) {
      const seconds = (performance.now() - startedMs) / 1_000;
      samples.push({ seconds, ...takeSample(pid, site.flow.workshop.repository), lagSeconds: lags.takeWorst() });
      dueMs += SAMPLE_EVERY_MS;
    }
    await wait(100);
  }
  return samples;
}

/** Edits that have not been seen on the other side yet, and how long the others took. */
class Lags {
  readonly #site: CrashSite;
  #awaited: readonly Deed[] = [];
  #worstMs: number | null = null;

  constructor(site: CrashSite) {
    this.#site = site;
  }

  await(deed: Deed): void {
    this.#awaited = [...this.#awaited, deed];
  }

  async look(): Promise<void> {
    const asked = this.#awaited;
    const found = await findDeeds(await readSaid(this.#site), asked);
    const nowMs = performance.now();
    // A title that a later one replaced has nothing to be seen by.
    const isOver = (deed: Deed) => !found.has(deed) || arrived(deed, found.get(deed));
    for (const deed of asked) {
      if (found.has(deed) && isOver(deed)) this.#worstMs = Math.max(this.#worstMs ?? 0, nowMs - deed.atMs);
    }
    this.#awaited = this.#awaited.filter((deed) => !asked.includes(deed) || !isOver(deed));
  }

  /** In seconds, since it was last asked for. */
  takeWorst(): number | null {
    const worstMs = this.#worstMs;
    this.#worstMs = null;
    return worstMs === null ? null : worstMs / 1_000;
  }
}

function arrived({ side }: Deed, found: Found | undefined): boolean {
  return (side === 'git' ? found?.jira : found?.git) === 1;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      chart: { type: 'string', default: 'docs/soak.svg' },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0 && minutes <= 10_000)) throw new Error(`--minutes must be a number, not ${values.minutes}`);
  if (!Number.isInteger(seed) || seed < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  return { minutes, seed, chart: values.chart };
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
