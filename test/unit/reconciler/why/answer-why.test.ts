import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { Reason } from '../../../../src/reconciler/why/reason.ts';
import { EngineScenario } from '../../../support/engine-scenario.ts';

describe('why a field is what it is', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  const ask = (field: string | null = null, all = false) => scenario.engine.why({ issue: 'APP-1', field, all });
  const told = async (field: string | null = null, all = false): Promise<readonly Reason[]> => {
    const answer = await ask(field, all);
    if (answer?.kind !== 'why') throw new Error(`no answer: ${JSON.stringify(answer)}`);
    return answer.fields;
  };
  const only = async (field: string): Promise<Reason> => {
    const [reason] = await told(field);
    if (reason === undefined) throw new Error(`nothing of ${field}`);
    return reason;
  };

  it('has nothing to tell where all is agreed, and tells of everything when asked to', async () => {
    expect(await told()).to.deep.equal([]);
    const names = (await told(null, true)).map(({ field }) => field);
    expect(names).to.include.members(['title', 'status', 'priority', 'labels', 'description']);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('says of a value that is the same everywhere who gave it, when and where', async () => {
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    const reason = await only('priority');
    expect(reason).to.include({ verdict: 'same', rule: 'both sides agree', base: 'High', held: null });
    expect(reason.policy).to.deep.equal({ policy: 'jira', source: 'default' });
    expect(reason.git.value).to.equal('High');
    expect(reason.git.source).to.equal(await scenario.world.tip());
    expect(reason.jira).to.include({ value: 'High', by: 'boss', source: '1' });
  });

  it('says which side changed a field that is not synced yet', async () => {
    await scenario.editInGit('APP-1', { priority: 'Low' });
    scenario.editInJira('APP-1', { due: '2026-03-01' });
    const [priority, due, ...rest] = await told();
    expect(rest).to.deep.equal([]);
    expect(priority).to.include({ field: 'priority', verdict: 'git', rule: 'only git changed', desired: 'Low' });
    expect(priority?.git).to.include({ value: 'Low', by: 'jane' });
    expect(due).to.include({ field: 'due', verdict: 'jira', rule: 'only jira changed', desired: '2026-03-01' });
    expect(due?.jira).to.include({ value: '2026-03-01', by: 'boss' });
  });

  it('says which policy decides a conflict, and where it stands', async () => {
    await scenario.configure('policies: { priority: git }\n');
    await scenario.cycle();
    await scenario.editInGit('APP-1', { priority: 'Low', due: '2026-03-01' });
    scenario.editInJira('APP-1', { priority: 'High', due: '2026-04-01' });
    const priority = await only('priority');
    expect(priority).to.include({ verdict: 'conflict', rule: 'policy: git', desired: 'Low' });
    expect(priority.policy).to.deep.equal({ policy: 'git', source: 'config.yaml' });
    expect([priority.git.value, priority.jira?.value]).to.deep.equal(['Low', 'High']);
    const due = await only('due');
    expect(due).to.include({ verdict: 'conflict', rule: 'policy: jira', desired: '2026-04-01' });
    expect(due.policy).to.deep.equal({ policy: 'jira', source: 'default' });
  });

  it('says since when something is held, why, and how to settle it', async () => {
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
    scenario.world.nowMs += 3_600_000;
    const [hold] = await scenario.holds();
    const [title, ...rest] = await told();
    expect(rest).to.deep.equal([]);
    expect(title).to.include({ field: 'title', verdict: 'held', base: 'Ticket 1', desired: null });
    expect(title?.held).to.deep.equal({
      kind: 'conflict',
      reason: 'git says "By git", Jira says "By Jira"',
      since: hold?.since,
      settle: 'tract conflicts resolve APP-1 title --take git (or jira), or --edit',
    });
    expect(title?.git).to.include({ value: 'By git', by: 'jane' });
    expect(title?.jira).to.include({ value: 'By Jira', by: 'boss' });
  });

  it('knows from the record who made a conflict where Jira does not tell', async () => {
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
    scenario.world.jira.weather = {
      request: async (name) => {
        if (name === 'lastChanges') throw new Failure('transient', 'no changelog now');
      },
      afterWrite: async () => {},
      indexLagMs: () => 0,
    };
    const title = await only('title');
    expect([title.git.by, title.jira?.by, title.jira?.value]).to.deep.equal(['jane', 'boss', 'By Jira']);
  });

  it("tells Jira's side of a text in the words of the file, whoever changed it", async () => {
    await scenario.editInGit('APP-1', {}, 'First by git.\n\nSecond of 1.');
    scenario.editInJira('APP-1', {}, 'First of 1.\n\nSecond *by Jira*.');
    const merged = await only('description');
    expect(merged).to.include({ verdict: 'merged', base: 'First of 1.\n\nSecond of 1.' });
    expect(merged.git.value).to.equal('First by git.\n\nSecond of 1.');
    expect(merged.jira?.value).to.equal('First of 1.\n\nSecond **by Jira**.');
    expect(merged.desired).to.equal('First by git.\n\nSecond **by Jira**.');
  });

  it('asks Jira no question for comments that are the same everywhere', async () => {
    const issue = scenario.issue();
    for (let number = 0; number < 5; number++) scenario.world.jira.comment(issue, 'boss', `Comment ${number}`);
    await scenario.cycle();
    const asked: string[] = [];
    scenario.world.jira.weather = {
      request: async (name) => void asked.push(name),
      afterWrite: async () => {},
      indexLagMs: () => 0,
    };
    const comments = await told('comments');
    expect(comments.map(({ verdict, jira }) => [verdict, jira?.by])).to.deep.equal(
      Array.from({ length: 5 }, () => ['same', 'boss']),
    );
    expect(asked).to.not.include('lastChanges');
  });

  it('writes nothing', async () => {
    await scenario.editInGit('APP-1', { priority: 'Low' });
    const mark = await scenario.mark();
    await told(null, true);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('names what there is where a field is unknown, and knows no ticket that nobody has', async () => {
    const answer = await ask('titel');
    expect(answer?.kind).to.equal('unknown-field');
    expect(answer?.kind === 'unknown-field' && answer.fields).to.include('title');
    expect(await told('comments')).to.deep.equal([]);
    expect(await scenario.engine.why({ issue: 'APP-99', field: null, all: false })).to.equal(null);
  });

  it('judges nothing while one side does not show the ticket', async () => {
    await scenario.editInGit('APP-1', { priority: 'Low' });
    scenario.world.jira.hidden.add(scenario.issue().id);
    const answer = await ask();
    expect(answer).to.include({ kind: 'why', situation: 'missing-in-jira' });
    const [priority, ...rest] = await told();
    expect(rest).to.deep.equal([]);
    expect(priority).to.include({ field: 'priority', verdict: 'unjudged', desired: null });
    expect(priority?.git).to.include({ value: 'Low', by: 'jane' });
  });
});
