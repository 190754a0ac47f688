import { expect } from 'chai';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

const STARTED = '2026-02-03T09:00:00Z';
const LOGGED = { author: 'boss', seconds: 3600, started: STARTED, comment: null };

async function commentsInGit(scenario: EngineScenario, key = 'APP-1'): Promise<readonly string[]> {
  const file = await scenario.world.file(`issues/${key}.md`);
  return (file?.doc.comments ?? []).map(({ body }) => body);
}

describe('a comment that an issue does not list any more', () => {
  let scenario: EngineScenario;
  let id: string;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    id = scenario.world.jira.comment(scenario.issue(), 'boss', 'Said').id;
    await scenario.cycle();
  });

  it('stays where Jira shows it by its id', async () => {
    scenario.world.jira.unlisted.add(id);
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle(FULL);
    expect(await commentsInGit(scenario)).to.deep.equal(['Said']);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('leaves git when it is missing again later, and not before', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    expect(await commentsInGit(scenario)).to.deep.equal(['Said']);
    expect((await scenario.engine.status()).pending.map(({ key }) => key)).to.deep.equal(['APP-1']);
    await scenario.cycle();
    expect(await commentsInGit(scenario)).to.deep.equal([]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is looked for again by a new process too', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    await scenario.restart();
    await scenario.cycle();
    expect(await commentsInGit(scenario)).to.deep.equal([]);
  });

  it('stays as it was when it shows up again in between', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    scenario.world.jira.hidden.delete(id);
    await scenario.cycle();
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    expect(await commentsInGit(scenario), 'the ladder begins anew').to.deep.equal(['Said']);
    scenario.world.jira.hidden.delete(id);
    await scenario.cycle();
    expect(await commentsInGit(scenario)).to.deep.equal(['Said']);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('is not believed by a second look that comes too soon', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    scenario.engine.nudge('jira', ['APP-1']);
    scenario.world.nowMs += 5_000;
    await scenario.engine.sync(QUICK);
    expect(await commentsInGit(scenario)).to.deep.equal(['Said']);
  });

  it('is not believed while Jira does not say who and where we are', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    const { weather } = scenario.world.jira;
    scenario.world.jira.weather = {
      ...weather,
      request: async (name) => {
        if (name === 'connect') throw new Error('the project cannot be seen');
      },
    };
    await scenario.cycle();
    expect(await commentsInGit(scenario)).to.deep.equal(['Said']);
    scenario.world.jira.weather = weather;
    await scenario.cycle();
    expect(await commentsInGit(scenario)).to.deep.equal([]);
  });

  it('keeps nothing else of its ticket waiting', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.editInGit('APP-1', { title: 'By git' });
    await scenario.cycle(FULL);
    expect(scenario.issue().values.title).to.equal('By git');
    expect(await commentsInGit(scenario)).to.deep.equal(['Said']);
  });

  it('is removed from Jira after all, when git removed it while Jira hid it', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.put('issues/APP-1.md', source.slice(0, source.indexOf('**boss**')));
    scenario.world.jira.hidden.delete(id);
    await scenario.cycle();
    expect(scenario.issue().comments).to.deep.equal([]);
    expect(await commentsInGit(scenario)).to.deep.equal([]);
  });
});

describe('a time entry that an issue does not list any more', () => {
  let scenario: EngineScenario;
  let id: string;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    id = scenario.world.jira.log(scenario.issue(), { ...LOGGED, comment: wiki('Work') }).id;
    await scenario.cycle();
  });

  it('leaves git when it is missing again later, and not before', async () => {
    scenario.world.jira.hidden.add(id);
    await scenario.cycle(FULL);
    expect(await scenario.world.worklogs()).to.have.length(1);
    await scenario.cycle();
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  });

  it('leaves git at once when Jira announces that it was deleted', async () => {
    scenario.world.jira.removeWorklog(scenario.issue(), id);
    await scenario.cycle();
    expect(await scenario.world.worklogs()).to.deep.equal([]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });
});

describe('comments and time entries of thirty issues that Jira hides at once', () => {
  let scenario: EngineScenario;
  const keys = Array.from({ length: 30 }, (_, index) => `APP-${index + 1}`);

  beforeEach(async function () {
    this.timeout(20_000);
    scenario = await new EngineScenario().begin(40);
    const { jira } = scenario.world;
    const ids = keys.flatMap((key) => [
      jira.comment(scenario.issue(key), 'boss', 'Said').id,
      jira.log(scenario.issue(key), LOGGED).id,
    ]);
    await scenario.cycle(FULL);
    for (const id of ids) jira.hidden.add(id);
    await scenario.cycle(FULL);
  });

  it('stay in git until a person agrees, while everything else flows', async () => {
    await scenario.editInGit('APP-40', { title: 'Flows' });
    scenario.editInJira('APP-39', { title: 'Flows too' });
    await scenario.cycle();
    expect(await scenario.world.worklogs()).to.have.length(30);
    expect(await commentsInGit(scenario, 'APP-30')).to.deep.equal(['Said']);
    expect(scenario.issue('APP-40').values.title).to.equal('Flows');
    expect((await scenario.inGit('APP-39')).title).to.equal('Flows too');
    const waiting = (await scenario.engine.status()).pending.find(({ key }) => key === 'APP-1')?.holds ?? [];
    expect(waiting.map(({ field, kind }) => [field, kind])).to.deep.equal([
      ['comments', 'stopped'],
      ['worklogs', 'stopped'],
    ]);
    expect(waiting[0]?.reason).to.include('--allow-deletes 60');
    await scenario.cycle({ ...QUICK, allowDeletes: 59 });
    expect(await scenario.world.worklogs(), 'one fewer than there are').to.have.length(30);
    await scenario.cycle({ ...QUICK, allowDeletes: 60 });
    expect(await scenario.world.worklogs()).to.deep.equal([]);
    expect(await commentsInGit(scenario, 'APP-30')).to.deep.equal([]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('are all that waits of their tickets', async () => {
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-2', { title: 'By Jira' });
    await scenario.cycle();
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('By git');
    expect((await scenario.inGit('APP-2')).title).to.equal('By Jira');
    expect(await commentsInGit(scenario, 'APP-1')).to.deep.equal(['Said']);
    expect(await scenario.world.worklogs()).to.have.length(30);
    await scenario.cycle({ ...QUICK, allowDeletes: 60 });
    expect(await commentsInGit(scenario, 'APP-1')).to.deep.equal([]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('stay although they are looked at in turn', async () => {
    await scenario.restart();
    for (const key of keys.slice(0, 5)) {
      scenario.engine.nudge('jira', [key]);
      await scenario.cycle();
    }
    await scenario.cycle(FULL);
    expect(await scenario.world.worklogs()).to.have.length(30);
  });

  it('are as before when Jira shows them again', async () => {
    await scenario.cycle();
    scenario.world.jira.hidden.clear();
    await scenario.cycle(FULL);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
    expect(await scenario.problems()).to.deep.equal({});
    expect(await scenario.world.worklogs()).to.have.length(30);
  });
});

it('a ticket is not believed to be gone by a second look that comes too soon', async () => {
  const scenario = await new EngineScenario().begin(3);
  scenario.world.jira.issues.delete(scenario.issue().id);
  await scenario.cycle(FULL);
  scenario.engine.nudge('jira', ['APP-1']);
  scenario.world.nowMs += 5_000;
  await scenario.engine.sync(QUICK);
  expect(await scenario.world.keys()).to.include('APP-1');
  scenario.world.nowMs += 30_000;
  await scenario.engine.sync(QUICK);
  expect(await scenario.world.keys()).to.not.include('APP-1');
});
