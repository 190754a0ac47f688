import { expect } from 'chai';
import { EngineScenario, FULL, itemOf, QUICK } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

const STARTED = '2026-02-03T09:00:00Z';

/** Deletes issues in Jira, as an administrator does. */
function deleteInJira(scenario: EngineScenario, ...keys: readonly string[]): void {
  for (const key of keys) scenario.world.jira.issues.delete(scenario.issue(key).id);
}

describe('a ticket that Jira does not show', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3);
    const comment = wiki('Work');
    scenario.world.jira.log(scenario.issue(), { author: 'boss', seconds: 3600, started: STARTED, comment });
    await scenario.cycle();
  });

  it('is left alone first', async () => {
    const hidden = scenario.issue();
    deleteInJira(scenario, 'APP-1');
    const before = await scenario.world.tip();
    const report = await scenario.cycle(FULL);
    expect(await scenario.world.tip()).to.equal(before);
    expect(itemOf(report, 'APP-1')?.git ?? []).to.deep.equal([]);
    const { pending } = await scenario.engine.status();
    expect(pending.map(({ key, situation }) => [key, situation])).to.deep.equal([['APP-1', 'missing-in-jira']]);
    scenario.world.jira.issues.set(hidden.id, hidden);
    await scenario.cycle();
    expect((await scenario.engine.status()).pending, 'it was only hidden').to.deep.equal([]);
    expect(await scenario.world.tip()).to.equal(before);
  });

  it('is believed to be gone in a later cycle: file and time entries go, the history keeps them', async () => {
    const lastSeen = await scenario.world.tip();
    deleteInJira(scenario, 'APP-1');
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['APP-2', 'APP-3']);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
    const { store } = scenario.world;
    expect((await store.lookUp(lastSeen, ['issues/APP-1.md'])).size).to.equal(1);
    expect(await store.isAncestor(lastSeen, await scenario.world.tip())).to.equal(true);
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
    expect((await scenario.engine.status()).tickets).to.equal(2);
  });

  it('is held where git edited it meanwhile', async () => {
    deleteInJira(scenario, 'APP-1');
    await scenario.editInGit('APP-1', { title: 'Edited in git' });
    await scenario.cycle(FULL);
    await scenario.cycle();
    const [hold] = await scenario.holds();
    expect(hold).to.include({ field: 'file', kind: 'conflict' });
    expect(hold?.reason).to.include('title');
    expect((await scenario.inGit()).title).to.equal('Edited in git');
  });

  it('goes once the file that was held is removed', async () => {
    deleteInJira(scenario, 'APP-1');
    await scenario.editInGit('APP-1', { title: 'Edited in git' });
    await scenario.cycle(FULL);
    await scenario.cycle();
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
    expect((await scenario.engine.status()).tickets).to.equal(2);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  });

  it('is forgotten when both sides removed it', async () => {
    deleteInJira(scenario, 'APP-1');
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    await scenario.cycle();
    const { tickets, pending } = await scenario.engine.status();
    expect([tickets, pending]).to.deep.equal([2, []]);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  });

  it('is believed to be gone by a new process too', async () => {
    deleteInJira(scenario, 'APP-1');
    await scenario.cycle(FULL);
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['APP-2', 'APP-3']);
  });

  it('leaves the project when it moves to another', async () => {
    scenario.issue().key = 'OTHER-5';
    scenario.world.jira.touch(scenario.issue('OTHER-5'));
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['APP-2', 'APP-3']);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  });

  it('takes its file and its time entries along when its key changes', async () => {
    const issue = scenario.issue();
    issue.key = 'APP-77';
    scenario.world.jira.touch(issue);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.have.members(['APP-77', 'APP-2', 'APP-3']);
    expect((await scenario.world.worklogs()).map(({ worklog }) => worklog.issue)).to.deep.equal(['APP-77']);
    expect(issue.worklogs).to.have.length(1);
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
    await scenario.editInGit('APP-77', { title: 'Still the same' });
    await scenario.cycle();
    expect(issue.values.title).to.equal('Still the same');
  });
});

describe('many tickets gone from Jira at once', () => {
  let scenario: EngineScenario;
  const gone = Array.from({ length: 60 }, (_, index) => `APP-${index + 1}`);

  beforeEach(async function () {
    this.timeout(20_000);
    scenario = await new EngineScenario().begin(130);
    deleteInJira(scenario, ...gone);
    await scenario.cycle(FULL);
  });

  it('stop until a person agrees, while everything else flows', async () => {
    await scenario.editInGit('APP-130', { title: 'Flows' });
    const report = await scenario.cycle();
    expect(await scenario.world.keys()).to.include.members(gone);
    expect(scenario.issue('APP-130').values.title).to.equal('Flows');
    expect(itemOf(report, 'APP-1')?.failure?.reason).to.include('--allow-deletes 60');
    expect((await scenario.engine.status()).pending.map(({ key }) => key)).to.have.members(gone);
    await scenario.cycle({ ...QUICK, allowDeletes: 60 });
    expect(await scenario.world.keys()).to.have.length(70);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('stop although they are looked at in several cycles', async () => {
    for (const key of gone.slice(0, 8)) scenario.engine.nudge('jira', [key]);
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(await scenario.world.keys()).to.include.members(gone);
  });

  it('say why in the status', async () => {
    await scenario.cycle();
    const { pending, problems } = await scenario.engine.status();
    expect(JSON.stringify([pending, problems])).to.include('--allow-deletes');
  });
});

it('many tickets moved to another project at once stop too', async function () {
  this.timeout(20_000);
  const scenario = await new EngineScenario().begin(130);
  for (let number = 1; number <= 60; number++) {
    const issue = scenario.issue(`APP-${number}`);
    issue.key = `OTHER-${number}`;
    scenario.world.jira.touch(issue);
  }
  await scenario.cycle();
  await scenario.cycle(FULL);
  expect(await scenario.world.keys()).to.have.length(130);
  await scenario.cycle({ ...QUICK, allowDeletes: 60 });
  expect(await scenario.world.keys()).to.have.length(70);
});

describe('many removals in git at once stop, more than one batch of them too', () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);

  it('of time entries', async function () {
    this.timeout(20_000);
    const scenario = await new EngineScenario().begin(60);
    const entry = { author: 'boss', seconds: 3600, started: STARTED, comment: null };
    for (const number of numbers) scenario.world.jira.log(scenario.issue(`APP-${number}`), entry);
    await scenario.cycle();
    await scenario.remove('worklogs/2026-02.jsonl');
    await scenario.cycle();
    const left = numbers.filter((number) => scenario.issue(`APP-${number}`).worklogs.length > 0);
    expect(left).to.have.length(60);
  });

  it('of files whose issues would be closed', async function () {
    this.timeout(20_000);
    const scenario = await new EngineScenario().begin(60, 'deletedInGit: close\nworkflow: { closeStatus: Done }\n');
    await scenario.remove(...numbers.map((number) => `issues/APP-${number}.md`));
    await scenario.cycle();
    const open = numbers.filter((number) => scenario.issue(`APP-${number}`).values.status === 'To Do');
    expect(open).to.have.length(60);
    const { pending } = await scenario.engine.status();
    expect(pending.find(({ key }) => key === 'APP-1')?.holds[0]?.reason).to.include('--allow-deletes');
  });
});

describe('a file that is removed in git', () => {
  it('comes back to the byte by default', async () => {
    const scenario = await new EngineScenario().begin();
    const source = `${await scenario.world.text('issues/APP-1.md')}`.replace('---\n', '---\n# mine\nown: kept\n');
    await scenario.put('issues/APP-1.md', source);
    await scenario.cycle();
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    expect(await scenario.world.text('issues/APP-1.md')).to.equal(source);
  });

  it('stays away with `ignore`, and is no trouble', async () => {
    const scenario = await new EngineScenario().begin(2, 'deletedInGit: ignore\n');
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    scenario.editInJira('APP-1', { title: 'Goes on' });
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(await scenario.world.keys()).to.deep.equal(['APP-2']);
    expect(scenario.issue().values).to.include({ title: 'Goes on', status: 'To Do' });
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
  });

  it('comes back when somebody writes it again after `ignore`', async () => {
    const scenario = await new EngineScenario().begin(2, 'deletedInGit: ignore\n');
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    await scenario.put('issues/APP-1.md', source.replace('Ticket 1', 'Back again'));
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Back again');
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('closes its issue with `close`, once', async () => {
    const config = 'deletedInGit: close\nworkflow: { closeStatus: Done }\n';
    const scenario = await new EngineScenario().begin(2, config);
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    expect(scenario.issue().values.status).to.equal('Done');
    expect(await scenario.world.keys()).to.deep.equal(['APP-2']);
    scenario.editInJira('APP-1', { status: 'To Do' });
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(scenario.issue().values.status).to.equal('To Do');
    expect(await scenario.world.keys()).to.deep.equal(['APP-2']);
  });

  it('comes back where Jira changed it too', async () => {
    const scenario = await new EngineScenario().begin(2, 'deletedInGit: ignore\n');
    await scenario.remove('issues/APP-1.md');
    scenario.editInJira('APP-1', { title: 'Edited in Jira' });
    await scenario.cycle();
    expect((await scenario.inGit()).title).to.equal('Edited in Jira');
  });
});
