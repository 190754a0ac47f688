import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Branch, openBranch } from './branch.ts';
import type { BenchOptions } from './options.ts';
import { type Daemon, onboard, serve } from './program.ts';
import { MANAGER, type Site } from './site.ts';

/** How long something took and how many requests to Jira. */
export type Cost = { readonly ms: number; readonly requests: number };

export type Measures = {
  readonly onboarding: Cost;
  readonly quietCycle: Cost;
  readonly editInGit: Cost;
  readonly editInJira: Cost;
  /** Resident memory in megabytes: the peak of onboarding, and the daemon at the end. */
  readonly onboardingMb: number | null;
  readonly daemonMb: number | null;
};

type Bench = { readonly site: Site; readonly branch: Branch; readonly daemon: Daemon };

/** Onboards the site's project into a new repository, runs a daemon on it, and measures both. */
export async function measure(site: Site, options: BenchOptions): Promise<Measures> {
  const folder = await mkdtemp(join(tmpdir(), 'tract-bench-'));
  try {
    const repository = join(folder, 'tickets.git');
    let onboardingMb: number | null = null;
    const onboarding = await costOf(site, async () => {
      onboardingMb = await onboard(site, repository);
    });
    const branch = openBranch(repository);
    expectEqual(branch.countTickets(), site.keys.length, 'ticket files after onboarding');
    const daemon = await serve(site, repository);
    try {
      await daemon.sync();
      return { onboarding, onboardingMb, ...(await measureDaemon({ site, branch, daemon }, options)) };
    } finally {
      await daemon.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureDaemon(
  bench: Bench,
  options: BenchOptions,
): Promise<Omit<Measures, 'onboarding' | 'onboardingMb'>> {
  const quietCycle = await medianOf(options.quietCycles, () => quietCycleCost(bench));
  const editInGit = await medianOf(options.edits, (round) => editInGitCost(bench, round));
  const editInJira = await medianOf(options.edits, (round) => editInJiraCost(bench, round));
  return { quietCycle, editInGit, editInJira, daemonMb: bench.daemon.memoryMb() };
}

function quietCycleCost({ site, daemon }: Bench): Promise<Cost> {
  return costOf(site, async () => {
    const report = await daemon.sync();
    expectEqual(report.items.length + report.commits.length, 0, 'changes in a quiet cycle');
  });
}

/** From the moment the commit is on the branch until Jira holds it and the cycle has ended. */
async function editInGitCost({ site, branch, daemon }: Bench, round: number): Promise<Cost> {
  const key = ticketOf(site, 2 * round);
  const title = `Edited in git ${round}`;
  branch.pushTitle(key, title);
  const cost = await costOf(site, () => daemon.sync());
  expectEqual(site.jira.world.issues.find(key)?.values.summary, title, `summary of ${key}`);
  return cost;
}

/** From the moment Jira holds the edit until the branch does and the cycle has ended. */
async function editInJiraCost({ site, branch, daemon }: Bench, round: number): Promise<Cost> {
  const key = ticketOf(site, 2 * round + 1);
  const summary = `Edited in Jira ${round}`;
  site.jira.as(MANAGER).editIssue(key, { summary });
  const cost = await costOf(site, () => daemon.sync());
  expectEqual(branch.titleOf(key), summary, `title of ${key}`);
  return cost;
}

/** Each edit meets a ticket of its own, spread over the project. */
function ticketOf({ keys }: Site, index: number): string {
  return keys[(index * 7_919 + 1) % keys.length] ?? '';
}

async function costOf(site: Site, run: () => Promise<unknown>): Promise<Cost> {
  const before = site.jira.requests.count();
  const startedMs = performance.now();
  await run();
  return { ms: performance.now() - startedMs, requests: site.jira.requests.count() - before };
}

async function medianOf(times: number, run: (round: number) => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < times; round += 1) costs.push(await run(round));
  return { ms: median(costs.map(({ ms }) => ms)), requests: median(costs.map(({ requests }) => requests)) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function expectEqual<T>(seen: T, expected: T, what: string): void {
  if (seen !== expected) throw new Error(`Expected ${what} to be ${expected}, not ${seen}: nothing was measured`);
}
