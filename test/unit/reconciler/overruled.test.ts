import { expect } from 'chai';
import { overruledLines } from '../../../src/reconciler/overruled.ts';
import type { Finding } from '../../../src/reconciler/plan.ts';
import { outcomeLines } from '../../../src/server/outcome-lines.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

const FINDING: Finding = {
  ref: 'priority',
  verdict: 'conflict',
  base: 'Medium',
  git: 'Low',
  jira: 'High',
  desired: 'High',
  rule: 'policy: jira',
};

describe('what a policy overruled at once', () => {
  const line = (change: Partial<Finding>) => overruledLines('APP-1', [{ ...FINDING, ...change }])[0];

  it('names both values, the side that lost and the policy', () => {
    expect(line({})).to.equal("APP-1 priority: Jira's High replaced git's Low (policy: jira)");
    expect(line({ rule: 'policy: git' })).to.equal("APP-1 priority: git's Low replaced Jira's High (policy: git)");
    expect(line({ rule: 'policy: newest (git)' })).to.equal(
      "APP-1 priority: git's Low replaced Jira's High (policy: newest (git))",
    );
    expect(line({ git: null })).to.equal("APP-1 priority: Jira's High replaced git's nothing (policy: jira)");
  });

  it('says nothing of what nobody lost', () => {
    for (const change of [
      { verdict: 'git' },
      { verdict: 'held' },
      { verdict: 'merged' },
      { rule: 'members merged' },
      { rule: 'the last of two lines with one id counts' },
    ] as const)
      expect(line(change)).to.equal(undefined);
  });

  it('is one short line, whatever people wrote', () => {
    const said = line({
      ref: 'title',
      git: `x\u001b[31m\n\nRun: mhx2k3ab-17\n${'long '.repeat(900)}`,
      jira: "a's (b)",
    });
    expect(said?.length).to.be.lessThan(300);
    expect(said)
      .to.match(/^APP-1 title: Jira's "a's \(b\)" replaced git's "x /)
      .and.not.match(/\p{Cc}/u);
    expect(line({ git: '\ud83d'.repeat(400) })).to.not.match(/\p{Surrogate}/u);
  });
});

describe('a conflict that a policy decides', () => {
  let scenario: EngineScenario;

  const begin = async (policy: string) => {
    scenario = await new EngineScenario().begin(1, `policies: { priority: ${policy}, description: ${policy} }\n`);
  };
  const messageOf = async (): Promise<string> => {
    const [commit] = await scenario.world.store.firstParents((await scenario.world.tip()) ?? '', 1);
    return commit === undefined ? '' : `${commit.subject}\n${commit.body}`;
  };
  const snapshotMessage = async (): Promise<string> => {
    const oid = await scenario.world.store.resolve('refs/notes/tract');
    const [commit] = oid === null ? [] : await scenario.world.store.firstParents(oid, 1);
    return commit?.body ?? '';
  };
  const quarrel = async () => {
    await scenario.editInGit('APP-1', { priority: 'Low' });
    scenario.editInJira('APP-1', { priority: 'High' });
    return scenario.cycle();
  };

  it('names git`s value where Jira wins, in the commit and to whoever waits for it', async () => {
    await begin('jira');
    const report = await quarrel();
    expect((await scenario.inGit()).priority).to.equal('High');
    const line = "APP-1 priority: Jira's High replaced git's Low (policy: jira)";
    expect(await messageOf()).to.include(`\n${line}\n`);
    expect(await snapshotMessage()).to.include(line);
    expect(outcomeLines(report)).to.include(`! ${line}`);
  });

  it('names Jira`s value where git wins, although git itself is not written', async () => {
    await begin('git');
    const report = await quarrel();
    expect(scenario.issue().values.priority).to.equal('Low');
    const line = "APP-1 priority: git's Low replaced Jira's High (policy: git)";
    expect(await snapshotMessage()).to.include(line);
    expect(outcomeLines(report)).to.include(`! ${line}`);
  });

  it('names the older value where the newest wins', async () => {
    await begin('newest');
    const report = await quarrel();
    expect(outcomeLines(report).join('\n')).to.match(
      /! APP-1 priority: \S+ (?:High|Low) replaced \S+ (?:Low|High) \(policy: newest \((?:git|jira)\)\)/,
    );
    expect(await snapshotMessage()).to.include('(policy: newest (');
  });

  it('names nothing where a person decides', async () => {
    await begin('hold');
    const report = await quarrel();
    expect(outcomeLines(report).join('\n')).to.include('in conflict').and.not.include('replaced');
    expect(await snapshotMessage()).to.not.include('replaced');
  });

  it('names the words of a text that lost', async () => {
    await begin('jira');
    await scenario.editInGit('APP-1', {}, 'First by git.\n\nSecond of 1.');
    scenario.editInJira('APP-1', {}, 'First by Jira.\n\nSecond of 1.');
    await scenario.cycle();
    expect(await messageOf())
      .to.include('APP-1 description: Jira\'s "First by Jira. / Second of 1." replaced git\'s ')
      .and.include('"First by git. / Second of 1." (policy: jira)');
  });

  it('names a comment that was edited on the side that lost, and is gone', async () => {
    scenario = await new EngineScenario().begin(1, 'policies: { comments: jira }\n');
    const comment = scenario.world.jira.comment(scenario.issue(), 'boss', 'Seen it.');
    await scenario.cycle();
    const file = (await scenario.world.text('issues/APP-1.md')) ?? '';
    await scenario.put('issues/APP-1.md', file.replace('Seen it.', 'Seen it twice.'));
    const issue = scenario.issue();
    issue.comments.splice(0);
    scenario.world.jira.touch(issue);
    for (let minute = 0; minute < 60; minute++) await scenario.cycle();
    expect(await scenario.world.text('issues/APP-1.md')).to.not.include('Seen it');
    const line = `APP-1 comment ${comment.id}: Jira's nothing replaced git's "Seen it twice." (policy: jira)`;
    expect(await messageOf()).to.include(line.replace('"Seen it twice."', 'Seen it twice.'));
  });

  it('keeps the run of the commit readable below', async () => {
    await begin('jira');
    await quarrel();
    expect(await messageOf()).to.match(/\nRun: [0-9a-z]+-\d+\s*$/);
    const [latest] = await scenario.engine.runs(1);
    expect(latest?.keys).to.deep.equal(['APP-1']);
  });

  it('says nothing of it again in later cycles', async () => {
    await begin('git');
    await quarrel();
    const mark = await scenario.mark();
    expect(outcomeLines(await scenario.cycle())).to.deep.equal(['✓ In sync: nothing to do']);
    expect(await scenario.mark()).to.equal(mark);
  });
});
