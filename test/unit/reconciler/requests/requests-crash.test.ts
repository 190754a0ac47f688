import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { Engine } from '../../../../src/reconciler/engine.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';
import { World } from '../../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };
const FULL = { ...SYNC, full: true };
const ID = '3fa9c2d7e8b14f60';
const STARTED = '2026-02-14T08:00:00Z';

const CREATE: TicketRequest = { kind: 'create', values: { title: 'Made w1x' }, description: 'Begun w1x' };
const LOG: TicketRequest = {
  kind: 'worklog',
  issue: 'APP-1',
  id: ID,
  author: 'jane',
  seconds: 3600,
  started: STARTED,
  comment: 'Did w1x',
};
const SAY: TicketRequest = { kind: 'comment', issue: 'APP-1', author: 'jane', body: 'Said w1x' };

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

/** What whoever asked does when no answer came: asks again, pushes what was kept offline, or both. */
type Retry = 'asks again' | 'pushes' | 'asks again and pushes' | 'pushes and asks again';

type Trouble = { readonly at: number; readonly loses: boolean };

/** The writes of the process are counted; at one of them it is killed, or Jira's answer to it is lost. */
async function run(
  request: TicketRequest,
  trouble: Trouble,
  retry: Retry,
  meets = false,
): Promise<{ writes: number; problems: string[] }> {
  const world = await new World().open();
  world.jira.create({ title: 'Ticket' }, { description: { kind: 'wiki', wiki: 'Words' } });
  let engine = await world.engine();
  await engine.sync(FULL);
  world.nowMs += 60_000;
  const issue = world.jira.byKey('APP-1');
  if (meets && issue !== undefined) {
    world.jira.log(issue, { author: 'jane', seconds: 3600, started: STARTED, comment: null });
  }
  const state = { writes: 0, isDead: false, isArmed: true };
  const write = async (what: string) => {
    if (state.isDead) throw new Killed();
    if (!state.isArmed || ++state.writes !== trouble.at) return;
    if (trouble.loses && !what.includes(' '))
      throw new Failure('transient', 'the answer was lost', { ambiguous: true });
    state.isDead = true;
    throw new Killed();
  };
  const alive = async () => {
    if (state.isDead) throw new Killed();
  };
  world.gate = write;
  world.jira.weather = { ...FINE_WEATHER, request: alive, afterWrite: write };
  const problems: string[] = [];
  const ask = async (): Promise<RequestOutcome> => {
    const outcome = await engine.request(request, { idempotencyKey: ID });
    if (!['done', 'pending', 'away'].includes(outcome.kind)) problems.push(JSON.stringify(outcome));
    return outcome;
  };
  const first = await ask();
  const { writes } = state;
  state.isArmed = false;
  if (state.isDead) engine = await revive(world, state);
  for (const step of retry.split(' and ')) {
    if (step === 'pushes') await pushTwin(world, request);
    else if (first.kind !== 'done') await ask();
    world.nowMs += 7_000;
    await engine.sync(SYNC);
  }
  for (let cycle = 0; cycle < 4; cycle++) {
    world.nowMs += 400_000;
    await engine.sync(SYNC);
  }
  if (retry.startsWith('asks')) {
    const last = await ask();
    if (last.kind !== 'done') problems.push(`at last: ${JSON.stringify(last)}`);
  }
  await engine.sync(FULL);
  const mark = [world.jira.writes, await world.tip(), await world.store.resolve('refs/notes/tract')].join();
  await engine.sync(FULL);
  const after = [world.jira.writes, await world.tip(), await world.store.resolve('refs/notes/tract')].join();
  if (mark !== after) problems.push('no rest');
  return { writes, problems: [...problems, ...(await wrongOf(world, request))] };
}

async function revive(world: World, state: { isDead: boolean }): Promise<Engine> {
  state.isDead = false;
  return world.engine();
}

async function pushTwin(world: World, request: TicketRequest): Promise<void> {
  if (request.kind === 'create') {
    const { description } = request;
    await world.addFile(`issues/APP-OFFLINE-${ID}.md`, { values: request.values, texts: { description } });
  }
  if (request.kind === 'worklog') {
    const { issue, author, seconds, comment } = request;
    await world.logTime({ id: ID, issue, author, seconds, started: STARTED, comment });
  }
}

/** What was asked for must be there once, on both sides, whatever happened. */
async function wrongOf(world: World, { kind }: TicketRequest): Promise<string[]> {
  const issues = [...world.jira.issues.values()];
  const files = await Promise.all((await world.paths()).map((path) => world.file(path)));
  const inJira = {
    create: issues.filter(({ values }) => values.title === 'Made w1x').length,
    worklog: issues.flatMap(({ worklogs }) => worklogs).length,
    comment: issues.flatMap(({ comments }) => comments).length,
  }[kind];
  const inGit = {
    create: files.filter((file) => file?.doc.values.title === 'Made w1x').length,
    // The same line twice is one entry.
    worklog: new Set((await world.worklogs()).map(({ worklog }) => JSON.stringify(worklog))).size,
    comment: files.flatMap((file) => file?.doc.comments ?? []).length,
  }[kind];
  const offline = (await world.paths()).filter((path) => path.includes('OFFLINE'));
  const counts = inJira === 1 && inGit === 1 ? [] : [`${kind}: ${inJira} in Jira, ${inGit} in git`];
  const lines = kind === 'worklog' ? (await world.worklogs()).filter(({ worklog }) => worklog.id !== ID) : [];
  const words = issues.flatMap(({ worklogs }) => worklogs.flatMap(({ comment }) => JSON.stringify(comment)));
  const wordless = words.filter((text) => !text.includes('Did w1x')).map((text) => `words in Jira: ${text}`);
  return [...counts, ...wordless, ...offline, ...lines.map(({ worklog }) => `line with id ${worklog.id}`)];
}

/** What is asked for; `meets` where somebody enters the same work in Jira just before, without words. */
const ASKED: readonly { readonly request: TicketRequest; readonly meets: boolean }[] = [
  { request: CREATE, meets: false },
  { request: LOG, meets: false },
  { request: LOG, meets: true },
  { request: SAY, meets: false },
];

const RETRIES: Readonly<Record<TicketRequest['kind'], readonly Retry[]>> = {
  create: ['asks again', 'pushes', 'asks again and pushes', 'pushes and asks again'],
  worklog: ['asks again', 'pushes', 'asks again and pushes', 'pushes and asks again'],
  comment: ['asks again'],
};

describe('a request whose answer does not come', () => {
  for (const { request, meets } of ASKED) {
    for (const retry of RETRIES[request.kind]) {
      for (const loses of [false, true]) {
        const what = `${meets ? 'of work that Jira has too ' : ''}${loses ? 'Jira`s answer is lost' : 'the process is killed'}`;
        it(`${request.kind}: is there once when ${what} at any write and whoever asked ${retry}`, async function () {
          this.timeout(60_000);
          const { writes, problems } = await run(request, { at: 0, loses }, retry, meets);
          expect(problems, 'without trouble').to.deep.equal([]);
          expect(writes).to.be.greaterThan(meets ? 5 : 8);
          for (let at = 1; at <= writes; at++) {
            const troubled = await run(request, { at, loses }, retry, meets);
            expect(troubled.problems, `at write ${at} of ${writes}`).to.deep.equal([]);
          }
        });
      }
    }
  }
});
