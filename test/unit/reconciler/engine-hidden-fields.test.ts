import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

const LOGGED = { author: 'boss', seconds: 3600, started: '2026-02-03T09:00:00Z', comment: wiki('Work') };

describe('comments and time entries of which no issue speaks any more', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    scenario.world.jira.comment(scenario.issue(), 'boss', 'Said');
    scenario.world.jira.log(scenario.issue(), LOGGED);
    await scenario.cycle();
    scenario.world.jira.hides = ['comments', 'worklogs'];
  });

  const comments = async () => ((await scenario.world.file('issues/APP-1.md'))?.doc.comments ?? []).map((c) => c.body);
  const touchInJira = () => scenario.editInJira('APP-1', { priority: 'High' });

  it('stay in git, are no trouble, and everything else flows', async () => {
    touchInJira();
    for (let cycle = 0; cycle < 4; cycle++) await scenario.cycle(FULL);
    expect(await comments()).to.deep.equal(['Said']);
    expect(await scenario.world.worklogs()).to.have.length(1);
    expect((await scenario.inGit()).priority).to.equal('High');
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
    scenario.world.jira.hides = [];
    await scenario.cycle(FULL);
    expect(await comments()).to.deep.equal(['Said']);
    expect([scenario.issue().comments.length, scenario.issue().worklogs.length]).to.deep.equal([1, 1]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('wait with what git says anew of them until Jira tells again, and are made once', async () => {
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.put('issues/APP-1.md', `${source}\n**boss** - 2026-02-04 10:00:00\n\nFrom git\n`);
    const line = '{"issue":"APP-1","author":"boss","time":"2h","started":"2026-02-05T09:00:00Z"}\n';
    await scenario.put('worklogs/2026-02.jsonl', `${await scenario.world.text('worklogs/2026-02.jsonl')}${line}`);
    await scenario.cycle();
    const holds = await scenario.holds();
    expect(holds.map(({ kind }) => kind)).to.deep.equal(['unreadable', 'unreadable']);
    expect(holds[0]?.reason).to.include('does not show the comments');
    expect([scenario.issue().comments.length, scenario.issue().worklogs.length]).to.deep.equal([1, 1]);
    scenario.world.jira.hides = [];
    await scenario.cycle(FULL);
    await scenario.cycle(FULL);
    expect([scenario.issue().comments.length, scenario.issue().worklogs.length]).to.deep.equal([2, 2]);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('are not removed from Jira, though git has removed them, before Jira tells again', async () => {
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.put('issues/APP-1.md', source.slice(0, source.indexOf('**boss**')));
    await scenario.remove('worklogs/2026-02.jsonl');
    await scenario.cycle();
    expect([scenario.issue().comments.length, scenario.issue().worklogs.length]).to.deep.equal([1, 1]);
    scenario.world.jira.hides = [];
    await scenario.cycle(FULL);
    expect([scenario.issue().comments.length, scenario.issue().worklogs.length]).to.deep.equal([0, 0]);
  });

  it('are met as they are where both sides had them before', async () => {
    const issue = scenario.world.jira.create({ title: 'Late' });
    scenario.world.jira.comment(issue, 'boss', 'Early words');
    await scenario.cycle();
    expect((await scenario.world.file(`issues/${issue.key}.md`))?.doc.comments).to.deep.equal([]);
    scenario.world.jira.hides = [];
    await scenario.cycle(FULL);
    expect((await scenario.world.file(`issues/${issue.key}.md`))?.doc.comments.map(({ body }) => body)).to.deep.equal([
      'Early words',
    ]);
  });
});
