import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { parseConflictRecord } from '../../../src/model/parse-conflict-record.ts';
import { renderConflictRecord } from '../../../src/model/render-conflict-record.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

const PATH = '.tract/conflicts/APP-1.yaml';

describe('the record of what is in conflict', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  const recorded = async () => {
    const text = await scenario.world.text(PATH);
    const reading = text === null ? null : parseConflictRecord(text);
    if (reading?.kind === 'broken') throw new Error(reading.reason);
    return reading?.record ?? null;
  };
  const quarrel = async (git: string, jira: string) => {
    await scenario.editInGit('APP-1', { title: git });
    scenario.editInJira('APP-1', { title: jira });
    await scenario.cycle();
  };

  it('says what both sides say, who said so, when and where, in the words of the branch', async () => {
    await quarrel('By git', 'By Jira');
    const record = await recorded();
    expect(record?.issue).to.equal('APP-1');
    const [conflict] = record?.conflicts ?? [];
    expect(conflict).to.include({ field: 'title', rule: 'hold (default)', base: 'Ticket 1', decision: null });
    const pushed = (await scenario.world.store.history(null, await scenario.world.tip(), 'issues/APP-1.md', 1))[0];
    const at = '2026-02-14T09:';
    expect(conflict?.git).to.include({ value: 'By git', by: 'jane', source: pushed?.oid });
    expect(conflict?.git.at).to.match(new RegExp(`^${at}`));
    expect(conflict?.jira).to.include({ value: 'By Jira', by: 'boss', source: '1' });
    expect(conflict?.jira.at).to.match(new RegExp(`^${at}`));
  });

  it('moves in the commit of the cycle, and the commit says so', async () => {
    await quarrel('By git', 'By Jira');
    const [commit] = await scenario.world.store.history(null, await scenario.world.tip(), PATH, 5);
    expect(commit?.subject).to.equal('[tract-sync] Held title of APP-1 for a person');
    const [hold] = await scenario.holds();
    expect(hold?.origins?.git?.by).to.equal('jane');
  });

  it('stays as it is, and asks nobody, while nothing moves', async () => {
    await quarrel('By git', 'By Jira');
    const mark = await scenario.mark();
    const asked: string[] = [];
    scenario.world.jira.weather = {
      request: async (name) => void asked.push(name),
      afterWrite: async () => {},
      indexLagMs: () => 0,
    };
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle();
    expect(asked).to.not.include('lastChanges');
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is written anew when a side says something else', async () => {
    await quarrel('By git', 'By Jira');
    scenario.editInJira('APP-1', { title: 'By Jira again' });
    await scenario.cycle();
    const [conflict] = (await recorded())?.conflicts ?? [];
    expect([conflict?.git.value, conflict?.jira.value, conflict?.jira.source]).to.deep.equal([
      'By git',
      'By Jira again',
      '2',
    ]);
  });

  it('goes when the sides agree', async () => {
    await quarrel('By git', 'By Jira');
    scenario.editInJira('APP-1', { title: 'By git' });
    await scenario.cycle();
    expect(await recorded()).to.equal(null);
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is written without names where Jira does not say them, and told them later', async () => {
    scenario.world.jira.weather = {
      request: async (name) => {
        if (name === 'lastChanges') throw new Failure('transient', 'Jira is busy');
      },
      afterWrite: async () => {},
      indexLagMs: () => 0,
    };
    await quarrel('By git', 'By Jira');
    expect((await recorded())?.conflicts[0]?.jira).to.include({ value: 'By Jira', by: null });
    scenario.world.jira.weather = { request: async () => {}, afterWrite: async () => {}, indexLagMs: () => 0 };
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect((await recorded())?.conflicts[0]?.jira).to.include({ by: 'boss', source: '1' });
  });

  it('tells a text whole', async () => {
    const [git, jira] = ['First by git.\n\nSecond of 1.', 'First by Jira.\n\nSecond of 1.'];
    await scenario.editInGit('APP-1', {}, git);
    scenario.editInJira('APP-1', {}, jira);
    await scenario.cycle();
    const record = await recorded();
    const [conflict] = record?.conflicts ?? [];
    expect([conflict?.git.value, conflict?.jira.value]).to.deep.equal([git, jira]);
    expect(record === null ? '' : renderConflictRecord(record)).to.equal(await scenario.world.text(PATH));
  });

  it('comes and goes with a comment that one side removed and the other edited', async () => {
    const issue = scenario.issue();
    const comment = scenario.world.jira.comment(issue, 'boss', 'Old words');
    await scenario.cycle();
    issue.comments = issue.comments.map((each) => ({ ...each, body: { kind: 'wiki', wiki: 'New words' } }));
    scenario.world.jira.touch(issue);
    await scenario.world.editFile('issues/APP-1.md', { comments: [] });
    await scenario.cycle();
    const [conflict] = (await recorded())?.conflicts ?? [];
    expect(conflict).to.deep.include({ field: `comment:${comment.id}`, base: 'Old words' });
    expect(conflict?.git).to.include({ value: null, by: 'jane' });
    expect(conflict?.jira).to.include({ value: 'New words', by: 'boss', source: null });
    await scenario.engine.resolve({ issue: 'APP-1', field: null, take: 'jira', value: null, seen: null, by: null });
    expect(await recorded()).to.equal(null);
  });
});
