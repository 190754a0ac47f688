import { expect } from 'chai';
import { MEMORY_REFS, SNAPSHOT_REF } from '../../../src/snapshot/snapshot.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

const POLICY_JIRA = 'policies: { title: jira, priority: jira, assignee: jira, description: jira }\n';

describe('the engine whose memory was lost', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3, POLICY_JIRA);
  });

  async function lose(...refs: readonly string[]): Promise<void> {
    for (const ref of refs) scenario.world.store.forget(ref);
  }

  async function settle(): Promise<void> {
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
  }

  it('takes up the notes ref again where only that is gone, as if nothing had been', async () => {
    await scenario.editInGit('APP-1', { priority: 'High' });
    const writes = scenario.world.jira.writes;
    await lose(SNAPSHOT_REF);
    await scenario.restart();
    await settle();
    expect(scenario.issue('APP-1').values.priority).to.equal('High');
    expect(scenario.world.jira.writes).to.equal(writes + 1);
    expect(await scenario.world.store.resolve(SNAPSHOT_REF)).not.to.equal(null);
  });

  it('carries on what was edited in git and in Jira meanwhile, whatever the policy', async () => {
    await scenario.editInGit('APP-1', { priority: 'High' }, 'First of 1, said better.\n\nSecond of 1.');
    scenario.editInJira('APP-2', { title: 'Renamed in Jira' }, 'First of 2.\n\nSecond of 2, said better.');
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect(scenario.issue('APP-1').values.priority).to.equal('High');
    expect(scenario.descriptionInJira('APP-1')).to.equal('First of 1, said better.\n\nSecond of 1.');
    expect(await scenario.inGit('APP-2')).to.include({
      title: 'Renamed in Jira',
      description: 'First of 2.\n\nSecond of 2, said better.',
    });
    expect(await scenario.holds('APP-1')).to.deep.equal([]);
    expect(await scenario.holds('APP-2')).to.deep.equal([]);
  });

  it('leaves to a person what both sides changed meanwhile', async () => {
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect((await scenario.holds('APP-1')).map(({ field, kind }) => [field, kind])).to.deep.equal([
      ['title', 'conflict'],
    ]);
    expect((await scenario.inGit('APP-1')).title).to.equal('By git');
    expect(scenario.issue('APP-1').values.title).to.equal('By Jira');
  });

  it('keeps both values of what was held before, whatever else our commits wrote since', async () => {
    await scenario.configure('policies: { title: hold }\n');
    await scenario.editInGit('APP-1', { title: 'By git' }, 'Git says.');
    scenario.editInJira('APP-1', { title: 'By Jira' }, 'Jira says.');
    await settle();
    scenario.editInJira('APP-1', { priority: 'High' });
    await settle();
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect((await scenario.holds('APP-1')).map(({ field }) => field)).to.deep.equal(['title', 'description']);
    expect(await scenario.inGit('APP-1')).to.include({ title: 'By git', description: 'Git says.', priority: 'High' });
    expect(scenario.issue('APP-1').values.title).to.equal('By Jira');
    expect(scenario.descriptionInJira('APP-1')).to.equal('Jira says.');
  });

  it('clears in git what was cleared in Jira, and in Jira what was cleared in git', async () => {
    scenario.editInJira('APP-1', { assignee: 'jane' });
    scenario.editInJira('APP-2', { assignee: 'jane' });
    await settle();
    scenario.editInJira('APP-1', { assignee: null });
    await scenario.editInGit('APP-2', { assignee: null });
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect([(await scenario.inGit('APP-1')).assignee ?? null, scenario.issue('APP-2').values.assignee]).to.deep.equal([
      null,
      null,
    ]);
  });

  it('makes nothing again that was removed in Jira, and nothing twice', async () => {
    const { jira } = scenario.world;
    jira.comment(scenario.issue('APP-1'), 'jane', 'Stays.');
    jira.comment(scenario.issue('APP-1'), 'boss', 'Goes.');
    const entry = { author: 'jane', seconds: 3600, started: '2026-02-03T09:00:00Z', comment: wiki('Did it') };
    jira.log(scenario.issue('APP-1'), entry);
    const gone = jira.log(scenario.issue('APP-1'), { ...entry, started: '2026-02-04T09:00:00Z' });
    await settle();
    const issue = scenario.issue('APP-1');
    issue.comments = issue.comments.filter(({ author }) => author === 'jane');
    jira.removeWorklog(issue, gone.id);
    const writes = jira.writes;
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect([issue.comments.length, issue.worklogs.length, jira.writes]).to.deep.equal([1, 1, writes]);
    const held = await scenario.holds('APP-1');
    expect(held.map(({ kind }) => kind)).to.deep.equal(['conflict', 'conflict']);
    expect(held[0]?.reason).to.include('is not in Jira: remove it here too, or edit it');
  });

  it('carries on what became of comments and time entries on one side meanwhile, whatever the policy', async () => {
    const { jira } = scenario.world;
    const issue = scenario.issue('APP-1');
    for (const body of ['Stays.', 'Goes.']) {
      jira.comment(issue, 'jane', body);
      scenario.world.nowMs += 60_000;
    }
    const entry = { author: 'jane', seconds: 3600, started: '2026-02-03T09:00:00Z', comment: wiki('Did it') };
    const [longer, gone] = [entry, { ...entry, started: '2026-02-04T09:00:00Z' }].map((one) => jira.log(issue, one));
    await settle();
    const lines = (await scenario.world.text('worklogs/2026-02.jsonl')) ?? '';
    const file = (await scenario.world.text('issues/APP-1.md')) ?? '';
    await scenario.put(
      'issues/APP-1.md',
      file.replace('Stays.', 'Stays, said better.').replace(/\*\*jane.*\n\nGoes\.\n/, ''),
    );
    const [first = '', second = ''] = lines.split('\n');
    const edited = [first, second].flatMap((line) =>
      line.includes(`"${gone?.id}"`) ? [] : [line.replace('"time":"1h"', '"time":"2h"')],
    );
    await scenario.put('worklogs/2026-02.jsonl', `${edited.join('\n')}\n`);
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect(issue.comments.map(({ body }) => body)).to.deep.equal([wiki('Stays, said better.')]);
    expect(issue.worklogs).to.deep.equal([{ ...entry, seconds: 7200, id: longer?.id }]);
    expect(await scenario.holds('APP-1')).to.deep.equal([]);
  });

  it('knows a line without an id again that somebody made longer in Jira meanwhile', async () => {
    const { jira } = scenario.world;
    const issue = scenario.issue('APP-1');
    const worklog = { id: null, issue: 'APP-1', author: 'john', seconds: 120, started: '2026-02-03T09:00:00Z' };
    await scenario.world.logTime({ ...worklog, comment: 'Did it' });
    await settle();
    jira.log(issue, { author: 'jane', seconds: 60, started: '2026-02-05T09:00:00Z', comment: null });
    await settle();
    issue.worklogs = issue.worklogs.map((one) => (one.author === 'john' ? { ...one, seconds: 480 } : one));
    jira.touch(issue);
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    const logged = await scenario.world.worklogs();
    expect(logged.map(({ worklog: { author, seconds } }) => [author, seconds])).to.deep.equal([
      ['john', 480],
      ['jane', 60],
    ]);
    expect(issue.worklogs.map(({ seconds }) => seconds)).to.deep.equal([480, 60]);
  });

  it('makes no second entry of a line without an id that Jira has with another length', async () => {
    const issue = scenario.issue('APP-1');
    const worklog = { id: null, issue: 'APP-1', author: 'john', seconds: 120, started: '2026-02-03T09:00:00Z' };
    await scenario.world.logTime({ ...worklog, comment: 'Did it' });
    await settle();
    issue.worklogs = issue.worklogs.map((one) => ({ ...one, seconds: 480 }));
    scenario.world.jira.touch(issue);
    await lose(...MEMORY_REFS);
    await scenario.restart();
    await settle();
    expect(issue.worklogs.map(({ seconds }) => seconds)).to.deep.equal([480]);
    expect((await scenario.holds('APP-1')).map(({ kind }) => kind)).to.deep.equal(['conflict']);
    const logged = await scenario.world.worklogs();
    expect(logged.map(({ worklog: { seconds } }) => seconds)).to.have.members([120, 480]);
  });

  it('takes what a clone kept for agreed, where the repository came from a backup and was pushed to again', async () => {
    await scenario.configure('policies: { title: git }\n');
    await settle();
    const { store } = scenario.world;
    const backup = new Map<string, string>();
    for (const ref of MEMORY_REFS) backup.set(ref, (await store.resolve(ref)) ?? '');
    scenario.editInJira('APP-1', { title: 'Once in Jira' });
    await settle();
    scenario.editInJira('APP-1', { title: 'Twice in Jira' });
    for (const [ref, to] of backup) {
      store.forget(ref);
      await store.moveRefs([{ ref, from: null, to }]);
    }
    await scenario.restart();
    await settle();
    expect((await scenario.inGit('APP-1')).title).to.equal('Twice in Jira');
    expect(scenario.issue('APP-1').values.title).to.equal('Twice in Jira');
  });

  it('goes on from an older snapshot that is put there while it runs', async () => {
    const { store } = scenario.world;
    const backup = new Map<string, string>();
    for (const ref of MEMORY_REFS) backup.set(ref, (await store.resolve(ref)) ?? '');
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-2', { title: 'By Jira' });
    await settle();
    for (const [ref, to] of backup) {
      store.forget(ref);
      await store.moveRefs([{ ref, from: null, to }]);
    }
    scenario.editInJira('APP-1', { priority: 'High' });
    await settle();
    expect(await scenario.inGit('APP-1')).to.include({ title: 'By git', priority: 'High' });
    expect((await scenario.inGit('APP-2')).title).to.equal('By Jira');
    expect((await scenario.engine.status()).repair).to.equal(null);
  });

  it('says what it lost and what it did, and is quiet then', async () => {
    await lose(...MEMORY_REFS);
    await scenario.restart();
    expect((await scenario.engine.status()).repair?.reason).to.equal(
      'the branch was synced before, but the snapshot of it is gone',
    );
    await settle();
    expect((await scenario.engine.status()).repair).to.equal(null);
    const { store } = scenario.world;
    const messages = await store.history(null, (await store.resolve(SNAPSHOT_REF)) ?? '', 'meta.json', 10);
    expect(messages.map(({ subject }) => subject)).to.include(
      'Met every ticket again, because the branch was synced before, but the snapshot of it is gone',
    );
    const before = await scenario.mark();
    await settle();
    expect(await scenario.mark()).to.equal(before);
  });

  it('knows no loss at a first start on a repository that was never synced', async () => {
    const fresh = await new EngineScenario().begin(1);
    expect((await fresh.engine.status()).repair).to.equal(null);
  });
});
