import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

describe('something in git cannot be synced', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
  });

  /** The other ticket follows both sides, whatever is wrong with this one. */
  async function expectOthersFlow(): Promise<void> {
    await scenario.editInGit('APP-2', { title: 'From git' });
    scenario.editInJira('APP-2', { priority: 'High' });
    await scenario.cycle();
    expect(scenario.issue('APP-2').values.title).to.equal('From git');
    expect((await scenario.inGit('APP-2')).priority).to.equal('High');
  }

  describe('a ticket file is broken', () => {
    let good: string;

    beforeEach(async () => {
      good = (await scenario.world.text('issues/APP-1.md')) ?? '';
      await scenario.put('issues/APP-1.md', good.replace('title: ', 'title: [unclosed '));
      await scenario.cycle();
    });

    it('is held by name with the line, and everything else flows', async () => {
      const [hold] = await scenario.holds();
      expect(hold).to.include({ field: 'file', kind: 'unreadable' });
      expect(hold?.reason).to.match(/^line \d+: /);
      await expectOthersFlow();
    });

    it('touches neither side, whatever Jira does', async () => {
      const broken = await scenario.world.text('issues/APP-1.md');
      scenario.editInJira('APP-1', { title: 'By Jira' });
      await scenario.cycle();
      await scenario.cycle(FULL);
      expect(await scenario.world.text('issues/APP-1.md')).to.equal(broken);
      expect(scenario.issue().values.title).to.equal('By Jira');
    });

    it('catches up on both sides once it is mended, and the report is gone', async () => {
      scenario.editInJira('APP-1', { priority: 'High' });
      await scenario.cycle();
      await scenario.put('issues/APP-1.md', good.replace('Ticket 1', 'Mended'));
      await scenario.cycle();
      expect(await scenario.holds()).to.deep.equal([]);
      expect((await scenario.engine.status()).pending).to.deep.equal([]);
      expect(scenario.issue().values.title).to.equal('Mended');
      expect((await scenario.inGit()).priority).to.equal('High');
    });
  });

  it('holds one value that cannot be read and takes the rest of its file', async () => {
    const good = (await scenario.world.text('issues/APP-1.md')) ?? '';
    await scenario.put('issues/APP-1.md', good.replace('Ticket 1', 'Renamed').replace('\n---\n', '\ndue: soon\n---\n'));
    await scenario.cycle();
    const [hold] = await scenario.holds();
    expect(hold).to.include({ field: 'due', kind: 'unreadable' });
    expect(scenario.issue().values.title).to.equal('Renamed');
    await scenario.put('issues/APP-1.md', good.replace('\n---\n', '\ndue: 2026-03-01\n---\n'));
    await scenario.cycle();
    expect(await scenario.holds()).to.deep.equal([]);
    expect(scenario.issue().values.due).to.equal('2026-03-01');
  });

  for (const [what, path, content] of [
    ['a file in a folder below', 'issues/sub/APP-7.md', 'x'],
    ['what would be a ticket if it were no folder below', 'issues/sub/idea.md', '---\ntitle: Idea\n---\n'],
    ['a file of another kind', 'issues/notes.txt', 'x'],
  ] as const) {
    it(`names ${what}, and forgets it once it is gone`, async () => {
      await scenario.put(path, content);
      await scenario.cycle();
      expect(Object.keys(await scenario.problems())).to.deep.equal([path]);
      await expectOthersFlow();
      await scenario.restart();
      await scenario.cycle();
      expect(Object.keys(await scenario.problems()), 'after a restart').to.deep.equal([path]);
      await scenario.remove(path);
      await scenario.cycle();
      expect(await scenario.problems()).to.deep.equal({});
    });
  }

  it('names a file whose key Jira does not know, and takes it up once Jira does', async () => {
    await scenario.world.addFile('issues/APP-3.md', { values: { title: 'Early', type: 'Task' } });
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({ 'issues/APP-3.md': 'Issue APP-3 not found in Jira' });
    await expectOthersFlow();
    scenario.world.jira.create({ title: 'Early' });
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
    expect((await scenario.inGit('APP-3')).reporter).to.equal('boss');
  });

  it('forgets a file whose key Jira does not know once it is removed', async () => {
    await scenario.world.addFile('issues/APP-99.md', { values: { title: 'Stray' } });
    await scenario.cycle();
    await scenario.remove('issues/APP-99.md');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
  });

  for (const [what, line] of [
    ['that names its ticket', '{"issue":"APP-1","author":"jane","time":"soon","started":"2026-02-03T09:00:00Z"}'],
    ['that is no JSON', 'two hours of work'],
    ['that names no ticket', '{"author":"jane","time":"2h","started":"2026-02-03T09:00:00Z"}'],
  ] as const) {
    it(`names an unreadable worklog line ${what}, and forgets it once it is mended`, async () => {
      const good = '{"issue":"APP-2","author":"jane","time":"1h","started":"2026-02-03T09:00:00Z","id":"w-1"}';
      await scenario.put('worklogs/2026-02.jsonl', `${good}\n${line}\n`);
      await scenario.cycle();
      expect(await told()).to.match(/worklogs\/2026-02\.jsonl.{1,15}line 2/);
      expect(scenario.issue('APP-2').worklogs.map(({ seconds }) => seconds)).to.deep.equal([3600]);
      await expectOthersFlow();
      await scenario.restart();
      await scenario.cycle();
      expect(await told(), 'after a restart').to.match(/worklogs\/2026-02\.jsonl.{1,15}line 2/);
      const mended = '{"issue":"APP-1","author":"jane","time":"2h","started":"2026-02-03T09:00:00Z"}';
      await scenario.put('worklogs/2026-02.jsonl', `${good}\n${mended}\n`);
      await scenario.cycle();
      expect(await told()).to.not.include('line 2');
      expect(scenario.issue('APP-1').worklogs.map(({ seconds }) => seconds)).to.deep.equal([7200]);
      expect(scenario.issue('APP-2').worklogs).to.have.length(1);
    });
  }

  async function told(): Promise<string> {
    const { pending, problems } = await scenario.engine.status();
    return JSON.stringify([problems, pending.map(({ key, holds }) => [key, holds])]);
  }
});

describe('a ticket of Jira cannot become a file', () => {
  const TOO_LONG = 'word '.repeat(300_000);

  it('is named with the reason while everything else flows, and comes once it can', async () => {
    const scenario = await new EngineScenario().begin();
    scenario.world.jira.create({ title: 'Huge' }, { description: wiki(TOO_LONG) });
    scenario.world.jira.create({ title: 'Small' });
    await scenario.cycle();
    expect(await scenario.world.keys()).to.have.members(['APP-1', 'APP-3']);
    expect((await scenario.problems())['issues/APP-2.md']).to.include('cannot be written');
    await scenario.restart();
    await scenario.cycle();
    expect(Object.keys(await scenario.problems())).to.deep.equal(['issues/APP-2.md']);
    scenario.editInJira('APP-2', {}, 'Short');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
    expect((await scenario.inGit('APP-2')).description).to.equal('Short');
  });

  it('is named where it grew too large later', async () => {
    const scenario = await new EngineScenario().begin(2);
    const before = await scenario.world.text('issues/APP-1.md');
    scenario.editInJira('APP-1', {}, TOO_LONG);
    scenario.editInJira('APP-2', { title: 'Flows' });
    await scenario.cycle();
    expect(await scenario.world.text('issues/APP-1.md')).to.equal(before);
    expect((await scenario.inGit('APP-2')).title).to.equal('Flows');
    expect((await scenario.problems())['issues/APP-1.md']).to.include('cannot be written');
    scenario.editInJira('APP-1', {}, 'Short');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
    expect((await scenario.inGit()).description).to.equal('Short');
  });
});

describe('Jira refuses to create what a new file asks for', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
    scenario.world.jira.refuse = (action) =>
      action.kind === 'create-issue' && action.values.type === 'Nonsense'
        ? new Failure('rejected', 'valid issue type is required', { fields: { type: 'valid issue type is required' } })
        : null;
    await scenario.put('issues/an idea.md', '---\ntitle: An idea\ntype: Nonsense\n---\n\nWords.\n');
    await scenario.cycle();
  });

  it('names the file with the words of Jira', async () => {
    const problems = await scenario.problems();
    expect(problems['issues/an idea.md']).to.include('valid issue type is required');
    expect(scenario.world.jira.issues.size).to.equal(1);
  });

  it('creates it as it is now, once it is mended', async () => {
    await scenario.put('issues/an idea.md', '---\ntitle: A better idea\ntype: Task\n---\n\nWords.\n');
    await scenario.cycle();
    await scenario.cycle();
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    expect(scenario.issue('APP-2').values).to.include({ title: 'A better idea', type: 'Task' });
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('creates it when a person asks to try again, and Jira has changed its mind', async () => {
    scenario.world.jira.refuse = () => null;
    await scenario.cycle({ ...QUICK, retryHeld: true });
    await scenario.cycle();
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('lets an issue that is new in Jira come in at once', async () => {
    scenario.world.jira.create({ title: 'Newcomer' });
    scenario.world.nowMs += 1_000;
    await scenario.engine.sync(QUICK);
    expect(await scenario.world.keys()).to.deep.equal(['APP-1', 'APP-2']);
  });

  it('forgets it once it is removed', async () => {
    await scenario.remove('issues/an idea.md');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
    await scenario.cycle(FULL);
    expect(scenario.world.jira.issues.size).to.equal(1);
  });
});
