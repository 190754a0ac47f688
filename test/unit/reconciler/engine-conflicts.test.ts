import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario, itemOf, QUICK } from '../../support/engine-scenario.ts';

describe('both sides edit one ticket', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  it('lets both win where the fields differ', async () => {
    await scenario.editInGit('APP-1', { title: 'Renamed in git' });
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect(scenario.issue().values).to.include({ title: 'Renamed in git', priority: 'High' });
    expect(await scenario.inGit()).to.include({ title: 'Renamed in git', priority: 'High' });
  });

  it('merges what each did to another block of one text', async () => {
    await scenario.editInGit('APP-1', {}, 'First by git.\n\nSecond of 1.');
    scenario.editInJira('APP-1', {}, 'First of 1.\n\nSecond by Jira.');
    await scenario.cycle();
    expect(scenario.descriptionInJira()).to.equal('First by git.\n\nSecond by Jira.');
    expect((await scenario.inGit()).description).to.equal('First by git.\n\nSecond by Jira.');
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('merges sets by member', async () => {
    scenario.editInJira('APP-1', { labels: ['a', 'b'] });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { labels: ['a', 'b', 'git'] });
    scenario.editInJira('APP-1', { labels: ['b', 'jira'] });
    await scenario.cycle();
    expect(scenario.issue().values.labels).to.deep.equal(['b', 'git', 'jira']);
    expect((await scenario.inGit()).labels).to.deep.equal(['b', 'git', 'jira']);
  });

  describe('in the same block of a text', () => {
    beforeEach(async () => {
      await scenario.editInGit('APP-1', { title: 'Still flows' }, 'First by git.\n\nSecond of 1.');
      scenario.editInJira('APP-1', {}, 'First by Jira.\n\nSecond of 1.');
      await scenario.cycle();
    });

    it('holds the text as it is on both sides, and lets the rest flow', async () => {
      expect((await scenario.holds()).map(({ field, kind }) => [field, kind])).to.deep.equal([
        ['description', 'conflict'],
      ]);
      expect(scenario.descriptionInJira()).to.equal('First by Jira.\n\nSecond of 1.');
      expect((await scenario.inGit()).description).to.include('First by git.');
      expect(scenario.issue().values.title).to.equal('Still flows');
    });

    it('stays held and quiet while nobody does anything', async () => {
      const [before] = await scenario.holds();
      const mark = await scenario.mark();
      await scenario.cycle();
      expect(await scenario.mark()).to.equal(mark);
      await scenario.restart();
      await scenario.cycle();
      expect(await scenario.holds()).to.deep.equal([before]);
    });

    it('is resolved by making git say what Jira says', async () => {
      await scenario.editInGit('APP-1', {}, 'First by Jira.\n\nSecond of 1.');
      await scenario.cycle();
      expect(await scenario.holds()).to.deep.equal([]);
      await expectQuietAgreement('First by Jira.');
    });

    it('is resolved by making Jira say what git says', async () => {
      scenario.editInJira('APP-1', {}, 'First by git.\n\nSecond of 1.');
      await scenario.cycle();
      expect(await scenario.holds()).to.deep.equal([]);
      await expectQuietAgreement('First by git.');
    });

    async function expectQuietAgreement(words: string): Promise<void> {
      const mark = await scenario.mark();
      await scenario.cycle();
      expect(await scenario.mark()).to.equal(mark);
      expect(scenario.descriptionInJira()).to.include(words);
      expect((await scenario.inGit()).description).to.include(words);
    }
  });
});

describe('Jira refuses a field', () => {
  let scenario: EngineScenario;
  let refusals: number;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
    refusals = 0;
    scenario.world.jira.refuse = (action) => {
      if (action.kind !== 'update-issue' || action.values.assignee !== 'nobody') return null;
      refusals++;
      const words = "User 'nobody' does not exist.";
      return new Failure('rejected', words, { fields: { assignee: words } });
    };
    await scenario.editInGit('APP-1', { assignee: 'nobody', title: 'Still flows' });
    await scenario.cycle();
  });

  it('holds it in the words of Jira, and lets the rest flow', async () => {
    const [hold, ...others] = await scenario.holds();
    expect(others).to.deep.equal([]);
    expect(hold).to.include({ field: 'assignee', kind: 'refused' });
    expect(hold?.reason).to.include("User 'nobody' does not exist.");
    expect(scenario.issue().values.title).to.equal('Still flows');
    expect((await scenario.inGit()).assignee).to.equal('nobody');
  });

  it('does not ask again while nothing changes', async () => {
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle();
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { title: 'Again' });
    await scenario.cycle();
    expect(refusals).to.equal(1);
    expect(scenario.issue().values.title).to.equal('Again');
    expect(await scenario.holds()).to.have.length(1);
  });

  it('tries again when the value changes', async () => {
    await scenario.editInGit('APP-1', { assignee: 'jane' });
    await scenario.cycle();
    expect(scenario.issue().values.assignee).to.equal('jane');
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('tries again when a person asks for it', async () => {
    scenario.world.jira.refuse = () => null;
    const report = await scenario.cycle({ ...QUICK, retryHeld: true });
    expect(itemOf(report, 'APP-1')?.jira.map(({ kind }) => kind)).to.deep.equal(['update-issue']);
    expect(scenario.issue().values.assignee).to.equal('nobody');
    expect(await scenario.holds()).to.deep.equal([]);
  });
});

describe('the policy of a conflict', () => {
  const both = async (config: string, later: 'git' | 'jira') => {
    const scenario = await new EngineScenario().begin(1, config);
    const git = () => scenario.editInGit('APP-1', { title: 'By git' }, 'First by git.\n\nSecond of 1.');
    const jira = async () => scenario.editInJira('APP-1', { title: 'By Jira' }, 'First by Jira.\n\nSecond of 1.');
    for (const edit of later === 'git' ? [jira, git] : [git, jira]) {
      scenario.world.nowMs += 60_000;
      await edit();
    }
    const report = await scenario.cycle();
    const before = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark(), 'a second cycle does nothing').to.equal(before);
    return { scenario, report };
  };

  for (const [policy, later, winner] of [
    ['git', 'jira', 'git'],
    ['jira', 'git', 'Jira'],
    ['newest', 'git', 'git'],
    ['newest', 'jira', 'Jira'],
  ] as const) {
    it(`${policy}: ${winner} wins for values and texts where ${later} was later`, async () => {
      const { scenario, report } = await both(`policies: { title: ${policy}, description: ${policy} }\n`, later);
      const git = await scenario.inGit();
      expect([git.title, scenario.issue().values.title]).to.deep.equal([`By ${winner}`, `By ${winner}`]);
      expect(git.description).to.include(`First by ${winner}.`);
      expect(scenario.descriptionInJira()).to.include(`First by ${winner}.`);
      const finding = itemOf(report, 'APP-1')?.findings.find(({ ref }) => ref === 'title');
      expect([finding?.git, finding?.jira], 'what lost is told').to.deep.equal(['By git', 'By Jira']);
    });
  }

  it('hold: both stay as they are', async () => {
    const { scenario } = await both('', 'git');
    expect((await scenario.holds()).map(({ field }) => field)).to.have.members(['title', 'description']);
    expect((await scenario.inGit()).title).to.equal('By git');
    expect(scenario.issue().values.title).to.equal('By Jira');
  });
});
