import { performance } from 'node:perf_hooks';
import type { TextOutcome } from '../../src/model/text/text-outcome.ts';
import { TEXT_DEADLINE_MS } from '../../src/reconciler/text/text-deadline.ts';
import { createTextService, type TextService } from '../../src/reconciler/text/text-service.ts';
import type { ReportOptions } from './options.ts';
import { evilInputs, randomInputs, type SlowInput } from './slow-inputs.ts';
import { atMost, count, type Figure, type Table } from './table.ts';
import { watchLoop } from './watch-loop.ts';

const THREADS = 2;
/** Slower ones are listed. */
const SLOW_MS = 1_000;

/** `outcome` is the reason where the service gave up on the text. */
type Seen = { readonly name: string; readonly ms: number; readonly outcome: TextOutcome | string };

/** Random and hostile texts through the text service as the daemon has it. */
export async function measureSlow({ seed, evilLengths, randomInputs: randoms }: ReportOptions): Promise<Table> {
  const findings: string[] = [];
  const sets = [
    { title: 'random', inputs: randomInputs(seed, randoms) },
    { title: 'made to be slow', inputs: evilInputs(evilLengths) },
  ];
  const rows: (readonly (string | Figure)[])[] = [];
  for (const { title, inputs } of sets) {
    rows.push([title, ...(await rowOf(inputs, findings))]);
  }
  return {
    title: 'No slow input',
    note: `Each text through the text service, with its deadline of ${TEXT_DEADLINE_MS} ms; the main loop must stay free.`,
    columns: [
      'texts',
      'texts',
      'slowest',
      'over the deadline',
      'defects',
      'carried as a whole',
      'longest block of the loop',
    ],
    rows,
    findings,
  };
}

async function rowOf(inputs: readonly SlowInput[], findings: string[]): Promise<readonly Figure[]> {
  const sum = { slowest: 0, late: 0, defects: 0, whole: 0, block: 0 };
  const see = ({ name, ms, outcome }: Seen): void => {
    const defect = defectOf(outcome);
    sum.slowest = Math.max(sum.slowest, ms);
    if (ms >= TEXT_DEADLINE_MS - 1) sum.late += 1;
    if (isWhole(outcome)) sum.whole += 1;
    if (ms > SLOW_MS) findings.push(`${name}: ${Math.round(ms)} ms`);
    if (defect === null) return;
    sum.defects += 1;
    findings.push(`${name}: ${defect}`);
  };
  let service = await openService();
  for (let at = 0; at < inputs.length; at += BATCH) {
    const batch = inputs.slice(at, at + BATCH);
    const loop = watchLoop();
    const seen = await runLanes(service, batch);
    const blockMs = loop.stop();
    if (blockMs > BLOCK_GOAL_MS)
      findings.push(`${batch[0]?.name}, and its next: the loop stood for ${Math.ceil(blockMs)} ms`);
    sum.block = Math.max(sum.block, blockMs);
    for (const each of seen) see(each);
    if (seen.every(({ outcome }) => typeof outcome !== 'string')) continue;
    await service.close();
    service = await openService();
  }
  await service.close();
  return [
    count(inputs.length),
    { value: sum.slowest, unit: 'ms', goal: null },
    count(sum.late, atMost(0)),
    count(sum.defects, atMost(0)),
    count(sum.whole),
    { value: sum.block, unit: 'ms', goal: atMost(BLOCK_GOAL_MS) },
  ];
}

const BATCH = 20;
const BLOCK_GOAL_MS = 50;

/** Its threads have started: that does not count. */
async function openService(): Promise<TextService> {
  const service = createTextService({ deadlineMs: TEXT_DEADLINE_MS, threads: THREADS });
  const people = { handleByJiraName: {}, jiraNameByHandle: {} };
  const input = { kind: 'wiki', base: null, git: '', jira: { kind: 'wiki', wiki: '*a*' }, people } as const;
  await service.reconcile(Array.from({ length: 4 * THREADS }, () => input));
  return service;
}

/** As many at once as there are threads, so that none waits for another. */
async function runLanes(service: TextService, inputs: readonly SlowInput[]): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const waiting = [...inputs];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const startedMs = performance.now();
      const outcome = await service.reconcile([next.input]).then(
        ([only]) => only ?? 'no outcome',
        (error: unknown) => String(error),
      );
      seen.push({ name: next.name, ms: performance.now() - startedMs, outcome });
    }
  };
  await Promise.all(Array.from({ length: THREADS }, lane));
  return seen;
}

/** Why the service could not do its work; a damaged carrier is no fault of its own. */
function defectOf(outcome: Seen['outcome']): string | null {
  if (typeof outcome === 'string') return outcome;
  return outcome.kind === 'refused' && outcome.reason.includes('defect of tract') ? outcome.reason : null;
}

function isWhole(outcome: Seen['outcome']): boolean {
  if (typeof outcome === 'string' || outcome.kind !== 'agreed') return false;
  const fenced = /^`{3,}(?:jira|adf)\n/.test(outcome.markdown) && outcome.verdict === 'jira';
  return fenced || outcome.approximated.some((told) => told.startsWith('whole text'));
}
