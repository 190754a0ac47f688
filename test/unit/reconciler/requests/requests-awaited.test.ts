import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { CycleReport } from '../../../../src/reconciler/cycle-report.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { hasPending, outcomeLines } from '../../../../src/server/outcome-lines.ts';
import { EngineScenario, itemOf, QUICK } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';

const ID = '3fa9c2d7e8b14f60';
const TWIN = `issues/APP-OFFLINE-${ID}.md`;
const CREATE: TicketRequest = { kind: 'create', values: { title: 'Login fails' }, description: 'It does.' };
const ENTRY = { author: 'jane', seconds: 3600, started: '2026-02-14T08:00:00Z', comment: 'Fixed it' };
const LOG: TicketRequest = { kind: 'worklog', issue: 'APP-1', id: ID, ...ENTRY };
const SAY: TicketRequest = { kind: 'comment', issue: 'APP-1', author: 'jane', body: 'Really.' };

const TAKE_GIT = { issue: 'APP-1', field: 'title', take: 'git', value: null, by: null } as const;

const BOTH_SIDES_EQUAL = ['✓ In sync: nothing to do'];

function unknown(place: string, what: string): string {
  return `… ${place}: not known yet whether Jira did this: ${what}; it is looked for there, and not sent twice`;
}

describe('a request that Jira has not answered', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  /** Jira never gets it, and nobody can know that. */
  async function askInVain(request: TicketRequest): Promise<RequestOutcome> {
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name.startsWith('add-') || name.startsWith('create-'))
        throw new Failure('transient', 'cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, request: cut };
    const outcome = await scenario.engine.request(request, { idempotencyKey: ID });
    jira.weather = FINE_WEATHER;
    return outcome;
  }

  /** The cycle that somebody who pushed, or typed `tract sync`, waits for. */
  async function soon(): Promise<CycleReport> {
    scenario.world.nowMs += 1_000;
    return scenario.engine.sync(QUICK);
  }

  const told = [
    { request: CREATE, line: unknown(TWIN, 'create "Login fails"') },
    { request: LOG, line: unknown('APP-1', 'log 1h for jane') },
    { request: SAY, line: unknown('APP-1', 'add the comment of jane') },
  ];
  for (const { request, line } of told) {
    it(`is told as waiting until it is known: ${request.kind}`, async () => {
      expect(await askInVain(request)).to.include({ kind: 'pending' });
      for (let cycle = 0; cycle < 2; cycle++) {
        const report = await soon();
        expect(outcomeLines(report)).to.deep.equal([line]);
        expect(hasPending(report)).to.equal(true);
      }
      const { pending } = await scenario.engine.status();
      expect(pending.map(({ situation }) => situation)).to.deep.equal(['awaited']);
      await scenario.cycle();
      const report = await soon();
      expect(outcomeLines(report)).to.deep.equal(BOTH_SIDES_EQUAL);
      expect(hasPending(report)).to.equal(false);
      expect((await scenario.engine.status()).pending).to.deep.equal([]);
    });
  }

  it('plans no create for the file that stands for it', async () => {
    await askInVain(CREATE);
    await scenario.world.addFile(TWIN, { values: { title: 'Login fails' }, texts: { description: 'It does.' } });
    expect(outcomeLines(await soon())).to.deep.equal([told[0]?.line]);
    const planned = itemOf(await scenario.engine.plan(), TWIN);
    expect(planned).to.include({ situation: 'awaited' }).and.to.have.deep.property('jira', []);
    expect(await scenario.engine.statusOf(TWIN)).to.deep.equal(planned);
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle();
    expect(await scenario.inGit('APP-2')).to.include({ title: 'Login fails' });
    expect((await scenario.engine.plan()).items).to.deep.equal([]);
  });

  it('plans nothing for a ticket while its time may be there already', async () => {
    const lost = async () => {
      scenario.world.jira.weather = { ...FINE_WEATHER, request: async () => away() };
      away();
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, afterWrite: lost };
    expect(await scenario.engine.request(LOG, { idempotencyKey: ID })).to.include({ kind: 'pending' });
    scenario.world.jira.weather = FINE_WEATHER;
    await scenario.restart();
    const { items } = await scenario.engine.plan();
    expect(items.map(({ key, situation, git }) => [key, situation, git])).to.deep.equal([['APP-1', 'awaited', []]]);
    expect(await scenario.engine.statusOf('APP-1')).to.include({ situation: 'awaited' });
    await scenario.cycle();
    expect(await scenario.engine.statusOf('APP-1')).to.include({ situation: 'known', failure: null });
  });

  it('lets nobody take a conflict of its ticket for settled while the ticket is kept out of cycles', async () => {
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.editInGit('APP-1', { title: 'By git' });
    await scenario.cycle();
    expect(await askInVain(LOG)).to.include({ kind: 'pending' });
    const decide = () => scenario.engine.resolve({ ...TAKE_GIT, seen: null });
    const outcome = await decide();
    expect(outcome).to.include({ kind: 'resolved', pending: 'Jira does not have all of it yet' });
    expect(scenario.issue().values).to.include({ title: 'By Jira' });
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(scenario.issue().values).to.include({ title: 'By git' });
    expect(scenario.issue().worklogs).to.have.length(0);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('is told of a pushed file as well, whose create is looked for', async () => {
    await scenario.world.addFile('issues/new.md', { values: { title: 'New' } });
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name === 'create-issue') throw new Failure('transient', 'cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, afterWrite: cut, indexLagMs: () => 20_000 };
    const first = await soon();
    expect(outcomeLines(first)).to.deep.equal(['✗ Sync error: issues/new.md: cut']);
    scenario.world.nowMs -= 1_000;
    const second = await soon();
    expect(outcomeLines(second)).to.deep.equal([unknown('issues/new.md', 'create "New"')]);
    expect(hasPending(second)).to.equal(true);
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle();
    expect(outcomeLines(await soon())).to.deep.equal(BOTH_SIDES_EQUAL);
    expect(jira.issues.size).to.equal(2);
  });
});

function away(): never {
  throw new Failure('transient', 'Jira is away', { ambiguous: true });
}
