import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { EngineScenario, FULL, QUICK } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';

const ID = '3fa9c2d7e8b14f60';
const TWIN = `issues/APP-OFFLINE-${ID}.md`;
const VALUES = { title: 'Login fails', priority: 'High', labels: ['a'] };
const CREATE: TicketRequest = { kind: 'create', values: VALUES, description: 'It does.' };
const LOG = {
  kind: 'worklog',
  issue: 'APP-1',
  id: ID,
  author: 'jane',
  seconds: 7200,
  started: '2026-02-14T09:00:00Z',
  comment: 'Fixed it',
} as const;

describe('what was kept offline although it had been made', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  function ask(request: TicketRequest): Promise<RequestOutcome> {
    return scenario.engine.request(request, { idempotencyKey: ID });
  }

  async function pushTwin(values: object = {}, description = 'It does.'): Promise<void> {
    await scenario.world.addFile(TWIN, { values: { ...VALUES, ...values }, texts: { description } });
  }

  it('becomes the ticket that was made, and its edits are edits', async () => {
    await ask(CREATE);
    scenario.editInJira('APP-2', { priority: 'Low', labels: ['a', 'jira'] });
    await pushTwin({ title: 'Login fails often', labels: ['a', 'git'] }, 'It does.\n\nEvery day.');
    await scenario.cycle();
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    const wanted = { title: 'Login fails often', priority: 'Low', labels: ['a', 'git', 'jira'] };
    expect(await scenario.inGit('APP-2')).to.deep.include({ ...wanted, description: 'It does.\n\nEvery day.' });
    expect(scenario.issue('APP-2').values).to.deep.include(wanted);
    expect(scenario.descriptionInJira('APP-2')).to.equal('It does.\n\nEvery day.');
  });

  it('keeps what it says beside what Tract knows, and a value that was taken out', async () => {
    await ask(CREATE);
    const source = `---\n# mine\ntitle: Login fails\nlabels: [a]\nteam: Blue\n---\n\nIt does.\n`;
    await scenario.put(TWIN, source);
    await scenario.cycle();
    const text = (await scenario.world.text('issues/APP-2.md')) ?? '';
    expect(text).to.contain('# mine').and.to.contain('team: Blue').and.to.contain('status: To Do');
    expect(scenario.issue('APP-2').values.priority).to.equal(null);
    expect(scenario.issue('APP-2').values.type).to.equal('Task');
  });

  it('comes with what others said and logged meanwhile', async () => {
    await ask(CREATE);
    scenario.world.jira.comment(scenario.issue('APP-2'), 'boss', 'Really?');
    const entry = { author: 'boss', seconds: 1800, started: '2026-02-10T08:00:00Z', comment: null };
    scenario.world.jira.log(scenario.issue('APP-2'), entry);
    await scenario.cycle();
    await pushTwin();
    await scenario.cycle();
    await scenario.cycle(FULL);
    const file = await scenario.world.file('issues/APP-2.md');
    expect(file?.doc.comments.map(({ body }) => body.trim())).to.deep.equal(['Really?']);
    expect(await scenario.world.worklogs()).to.have.length(1);
    const { comments, worklogs } = scenario.issue('APP-2');
    expect([comments.length, worklogs.length]).to.deep.equal([1, 1]);
  });

  it('waits while the ticket`s own file says something that Jira has not', async () => {
    await ask(CREATE);
    scenario.world.jira.refuse = () => new Failure('rejected', 'No', { fields: { title: 'No such title' } });
    await scenario.editInGit('APP-2', { title: 'Refused' });
    await pushTwin({ labels: ['late'] });
    await scenario.cycle();
    expect(await scenario.world.paths()).to.include(TWIN);
    expect((await scenario.problems())[TWIN]).to.contain('it became APP-2');
    expect((await scenario.inGit('APP-2')).title).to.equal('Refused');
    scenario.world.jira.refuse = () => null;
    await scenario.cycle({ full: false, retryHeld: true, allowDeletes: 0 });
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle();
    expect(await scenario.world.paths()).to.not.include(TWIN);
    expect(await scenario.inGit('APP-2')).to.deep.include({ title: 'Refused', labels: ['late'] });
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('waits, and says so, while the issue is not in Jira any more', async () => {
    await ask(CREATE);
    scenario.world.jira.issues.delete(scenario.issue('APP-2').id);
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle(FULL);
    await pushTwin();
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle();
    expect((await scenario.problems())[TWIN]).to.contain('APP-2, which it became, is not in Jira');
    expect(scenario.world.jira.issues.size).to.equal(1);
    await scenario.remove(TWIN);
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('is created under its id once, whether it was pushed or asked for first', async () => {
    await pushTwin();
    const asked = ask(CREATE);
    expect(await asked).to.include({ kind: 'done', issue: 'APP-2' });
    await scenario.cycle();
    await scenario.restart();
    expect(await ask(CREATE)).to.include({ kind: 'done', issue: 'APP-2' });
    await pushTwin({ title: 'Brought back by a merge' });
    await scenario.cycle();
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    expect(scenario.world.jira.issues.size).to.equal(2);
    expect(scenario.issue('APP-2').values.title).to.equal('Brought back by a merge');
  });

  it('does not create a second ticket while nobody knows whether the first was made', async () => {
    const { jira } = scenario.world;
    const lost = async (name: string) => {
      if (name === 'create-issue') throw new Failure('transient', 'lost', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, afterWrite: lost, indexLagMs: () => 50_000 };
    expect(await ask(CREATE)).to.include({ kind: 'pending' });
    await pushTwin();
    scenario.world.nowMs -= 30_000;
    await scenario.cycle();
    expect(jira.issues.size).to.equal(2);
    expect(await scenario.world.paths()).to.include(TWIN);
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(jira.issues.size).to.equal(2);
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
  });

  it('is not made a second time by whoever asks again while its push has no answer', async () => {
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name === 'create-issue') throw new Failure('transient', 'cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, request: cut };
    expect(await ask(CREATE)).to.include({ kind: 'pending' });
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle();
    await pushTwin();
    jira.weather = { ...FINE_WEATHER, afterWrite: cut, indexLagMs: () => 50_000 };
    await scenario.engine.sync(QUICK);
    expect(jira.issues.size, 'made, but nobody heard it').to.equal(2);
    expect(await ask(CREATE)).to.include({ kind: 'done', issue: 'APP-2' });
    jira.weather = FINE_WEATHER;
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle();
    expect(await ask(CREATE)).to.include({ kind: 'done', issue: 'APP-2' });
    expect(jira.issues.size).to.equal(2);
  });

  it('waits as well when the ticket`s own file is edited in the same moment', async () => {
    await ask(CREATE);
    await scenario.cycle();
    await pushTwin({ labels: ['late'] });
    let pushed = false;
    scenario.world.gate = async (name) => {
      if (name !== 'before moveRefs' || pushed) return;
      pushed = true;
      await scenario.editInGit('APP-2', { title: 'Edited meanwhile' });
    };
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(pushed).to.equal(true);
    expect(await scenario.world.paths()).to.not.include(TWIN);
    expect(await scenario.inGit('APP-2')).to.deep.include({ title: 'Edited meanwhile', labels: ['late'] });
  });

  it('logs no time while Jira may still be at work on the request', async () => {
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name === 'add-worklog') throw new Failure('transient', 'cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, request: cut };
    expect(await ask(LOG)).to.include({ kind: 'pending' });
    jira.weather = FINE_WEATHER;
    expect(await ask(LOG), 'asked again at once').to.include({ kind: 'pending' });
    const { author, started, issue, seconds, comment } = LOG;
    await scenario.world.logTime({ id: ID, issue, author, started, seconds, comment });
    await scenario.engine.sync(QUICK);
    expect(scenario.issue().worklogs).to.have.length(0);
    await scenario.cycle();
    expect(scenario.issue().worklogs).to.have.length(1);
    expect(await ask(LOG)).to.include({ kind: 'done', jiraId: scenario.issue().worklogs[0]?.id });
    expect(scenario.issue().worklogs).to.have.length(1);
  });

  it('edits a time entry that was made, and removes it', async () => {
    await ask(LOG);
    const { author, started, issue } = LOG;
    const path = 'worklogs/2026-02.jsonl';
    await scenario.world.logTime({ id: ID, issue, author, started, seconds: 3600, comment: 'Half of it' });
    await scenario.cycle();
    expect(scenario.issue().worklogs.map(({ seconds }) => seconds)).to.deep.equal([3600]);
    await scenario.remove(path);
    await scenario.cycle();
    expect(scenario.issue().worklogs).to.have.length(0);
    await scenario.world.logTime({ id: ID, issue, author, started, seconds: 7200, comment: 'Fixed it' });
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(scenario.issue().worklogs, 'an old branch brings it back').to.have.length(0);
    expect(await scenario.world.worklogs()).to.have.length(0);
  });

  it('takes an edited line for the entry whose answer was lost, not for another', async () => {
    const { jira } = scenario.world;
    const dies = async () => {
      jira.weather = { ...FINE_WEATHER, request: async () => fail(), afterWrite: async () => fail() };
      fail();
    };
    jira.weather = { ...FINE_WEATHER, afterWrite: dies };
    expect(await ask(LOG)).to.include({ kind: 'pending' });
    jira.weather = FINE_WEATHER;
    await scenario.restart();
    const { author, started, issue } = LOG;
    await scenario.world.logTime({ id: ID, issue, author, started, seconds: 3600, comment: 'Half of it' });
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    const told = scenario.issue().worklogs.map(({ seconds }) => seconds);
    expect(told).to.deep.equal([3600]);
    const lines = await scenario.world.worklogs();
    expect(lines.map(({ worklog }) => [worklog.id, worklog.seconds])).to.deep.equal([[ID, 3600]]);
  });

  it('is the same entry when whoever asks again gives no start', async () => {
    const { author, issue, seconds, comment } = LOG;
    await scenario.world.logTime({ id: ID, issue, author, started: '2026-02-13T09:00:00Z', seconds, comment });
    expect(await ask({ ...LOG, started: null })).to.include({ kind: 'done', id: ID });
    expect(scenario.issue().worklogs).to.have.length(1);
  });

  it('is known by its offline key where another request speaks of it', async () => {
    await ask(CREATE);
    const offline = `APP-OFFLINE-${ID}`;
    const logged = await scenario.engine.request({ ...LOG, id: null, issue: offline }, { idempotencyKey: 'log' });
    expect(logged).to.include({ kind: 'done', issue: 'APP-2' });
    const values = { title: 'Child', parent: offline };
    await scenario.engine.request({ kind: 'create', values, description: '' }, { idempotencyKey: 'child' });
    expect(scenario.issue('APP-3').values.parent).to.equal('APP-2');
  });

  it('refuses an id that another entry of the ticket has, and answers for one that was pushed', async () => {
    const { author, started, issue, seconds, comment } = LOG;
    await scenario.world.logTime({ id: ID, issue, author, started, seconds, comment });
    expect(await ask(LOG)).to.include({ kind: 'done', id: ID, jiraId: scenario.issue().worklogs[0]?.id });
    expect(scenario.issue().worklogs).to.have.length(1);
    const other = await scenario.engine.request({ ...LOG, seconds: 60 }, { idempotencyKey: 'other' });
    expect(other).to.have.property('kind', 'refused');
    const unnamed = await scenario.engine.request({ ...LOG, id: null, seconds: 60 }, { idempotencyKey: ID });
    expect(unnamed).to.have.property('kind', 'done');
    expect(new Set((await scenario.world.worklogs()).map(({ worklog }) => worklog.id)).size).to.equal(2);
  });
});

function fail(): void {
  throw new Failure('transient', 'Jira is away', { ambiguous: true });
}
