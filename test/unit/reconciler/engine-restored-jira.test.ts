import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { type MemoryIssue, wiki } from '../../support/memory-jira.ts';

describe('the engine whose Jira was restored from a backup', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    const issue = scenario.issue('APP-1');
    const backup = { values: { ...issue.values }, updatedMs: issue.updatedMs };
    scenario.editInJira('APP-1', { title: 'Newer in Jira' });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { priority: 'High' });
    await scenario.cycle();
    Object.assign(issue, { updatedMs: backup.updatedMs });
    Object.assign(issue.values, backup.values);
  });

  it('leaves git as it is, says so, and lets the others flow', async () => {
    scenario.editInJira('APP-2', { title: 'Flows' });
    await scenario.cycle(FULL);
    await scenario.cycle(FULL);
    expect(await scenario.inGit('APP-1')).to.include({ title: 'Newer in Jira', priority: 'High' });
    expect((await scenario.inGit('APP-2')).title).to.equal('Flows');
    const [hold] = await scenario.holds('APP-1');
    expect(hold?.reason).to.include('was Jira restored from a backup?');
    expect(scenario.issue('APP-1').values.title).to.equal('Ticket 1');
    const before = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(before);
  });

  const held = async () => (await scenario.holds()).map(({ field, kind }) => [field, kind]);
  const decide = (take: 'git' | 'jira', field: string | null = null) =>
    scenario.engine.resolve({ issue: 'APP-1', field, take, value: null, seen: null, by: null });

  async function expectQuiet(): Promise<void> {
    const mark = await scenario.mark();
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(await scenario.mark()).to.equal(mark);
  }

  it('holds each field that is older, with both values on record', async () => {
    await scenario.cycle(FULL);
    expect(await held()).to.deep.equal([
      ['title', 'conflict'],
      ['priority', 'conflict'],
    ]);
    const record = await scenario.world.text('.tract/conflicts/APP-1.yaml');
    expect(record).to.include('value: Newer in Jira').and.include('value: Ticket 1');
    await expectQuiet();
  });

  for (const [take, title, priority] of [
    ['git', 'Newer in Jira', 'High'],
    ['jira', 'Ticket 1', 'Medium'],
  ] as const) {
    it(`is settled by taking ${take}, of the whole ticket`, async () => {
      await scenario.cycle(FULL);
      expect((await decide(take)).kind).to.equal('resolved');
      await scenario.cycle();
      expect(await scenario.inGit()).to.include({ title, priority });
      expect(scenario.issue().values).to.include({ title, priority });
      expect(await held()).to.deep.equal([]);
      expect(await scenario.world.text('.tract/conflicts/APP-1.yaml')).to.equal(null);
      await expectQuiet();
    });
  }

  it('is settled field by field', async () => {
    await scenario.cycle(FULL);
    await decide('git', 'title');
    expect(await held()).to.deep.equal([['priority', 'conflict']]);
    expect(scenario.issue().values).to.include({ title: 'Newer in Jira', priority: 'Medium' });
    await decide('jira', 'priority');
    expect(await held()).to.deep.equal([]);
    expect(await scenario.inGit()).to.include({ title: 'Newer in Jira', priority: 'Medium' });
    await expectQuiet();
  });

  it('lets an edit in Jira count for its own field alone', async () => {
    await scenario.cycle(FULL);
    scenario.editInJira('APP-1', { title: 'Edited since', assignee: 'jane' });
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle(FULL);
    expect(await scenario.inGit()).to.include({ title: 'Edited since', assignee: 'jane', priority: 'High' });
    expect(await held()).to.deep.equal([['priority', 'conflict']]);
    expect(scenario.issue().values.priority).to.equal('Medium');
    await decide('git');
    expect(scenario.issue().values).to.include({ title: 'Edited since', priority: 'High' });
    await expectQuiet();
  });

  it('lets what is edited in git go to Jira, and holds the rest all the same', async () => {
    await scenario.editInGit('APP-1', { labels: ['new'] });
    await scenario.cycle(FULL);
    expect(scenario.issue().values.labels).to.deep.equal(['new']);
    await scenario.editInGit('APP-1', { assignee: 'john', priority: 'Low' });
    await scenario.cycle();
    expect(scenario.issue().values).to.include({ assignee: 'john', priority: 'Medium', title: 'Ticket 1' });
    expect(await scenario.inGit()).to.include({ priority: 'Low', title: 'Newer in Jira' });
    expect((await held()).map(([field]) => field)).to.deep.equal(['title', 'priority']);
  });

  it('is settled by making either side say what the other says', async () => {
    await scenario.cycle(FULL);
    await scenario.editInGit('APP-1', { title: 'Ticket 1' });
    await scenario.cycle();
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect(await held()).to.deep.equal([]);
    await scenario.editInGit('APP-1', { title: 'Goes to Jira again' });
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Goes to Jira again');
    await expectQuiet();
  });

  it('holds what a second backup shows, older than the first', async () => {
    await scenario.cycle(FULL);
    const issue = scenario.issue();
    Object.assign(issue.values, { title: 'Older still' });
    Object.assign(issue, { updatedMs: issue.updatedMs - 60_000 });
    await scenario.cycle(FULL);
    expect((await scenario.holds()).map(({ reason }) => reason)[0]).to.include('Older still');
    expect(await scenario.inGit()).to.include({ title: 'Newer in Jira', priority: 'High' });
    await decide('git');
    expect(issue.values).to.include({ title: 'Newer in Jira', priority: 'High' });
    await expectQuiet();
  });

  it('makes no comment about it in Jira', async () => {
    await scenario.configure('conflicts: { comment: true }\n');
    await scenario.cycle(FULL);
    await scenario.cycle(FULL);
    expect(await held()).to.have.length(2);
    expect(scenario.issue().comments).to.deep.equal([]);
  });

  it('goes on as soon as somebody edits the ticket in Jira', async () => {
    await scenario.cycle(FULL);
    scenario.editInJira('APP-1', { title: 'Newer in Jira', priority: 'High', assignee: 'jane' });
    await scenario.cycle();
    expect(await scenario.inGit('APP-1')).to.include({ title: 'Newer in Jira', priority: 'High', assignee: 'jane' });
    expect(await scenario.holds('APP-1')).to.deep.equal([]);
  });

  it('takes nothing for deleted that the backup does not have, and says why', async () => {
    const { jira } = scenario.world;
    jira.issues.delete(scenario.issue('APP-2').id);
    for (let cycle = 0; cycle < 4; cycle++) await scenario.cycle(FULL);
    const report = await scenario.cycle(FULL);
    expect(await scenario.world.paths()).to.include('issues/APP-2.md');
    const told = report.items.find(({ key }) => key === 'APP-2')?.failure?.reason;
    expect(told).to.match(/^Jira shows APP-1 older than it was agreed, .*--allow-deletes 1/);
    await scenario.cycle({ ...FULL, allowDeletes: 1 });
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md']);
  });
});

describe('texts, comments and time of a ticket whose Jira was restored from a backup', () => {
  const STARTED = '2026-02-03T09:00:00Z';
  let scenario: EngineScenario;
  let issue: MemoryIssue;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    issue = scenario.issue();
    const { jira } = scenario.world;
    issue.comments = [{ id: '900', author: 'boss', at: '2026-02-13T09:00:00Z', body: wiki('Said first') }];
    jira.log(issue, { author: 'boss', seconds: 3600, started: STARTED, comment: wiki('Work') });
    jira.touch(issue);
    await scenario.cycle();
    const { updatedMs, texts, comments, worklogs } = structuredClone({ ...issue, changes: null });
    issue.texts.description = wiki('First of 1, told better.\n\nSecond of 1.');
    issue.comments = [
      { id: '900', author: 'boss', at: '2026-02-13T09:00:00Z', body: wiki('Said better') },
      { id: '901', author: 'jane', at: '2026-02-13T10:00:00Z', body: wiki('Said later') },
    ];
    issue.worklogs = issue.worklogs.map((worklog) => ({ ...worklog, seconds: 7200 }));
    jira.log(issue, { author: 'jane', seconds: 1800, started: STARTED, comment: wiki('More') });
    jira.touch(issue);
    await scenario.cycle();
    Object.assign(issue, { updatedMs, comments, worklogs });
    Object.assign(issue.texts, texts);
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle(FULL);
  });

  const decide = (take: 'git' | 'jira') =>
    scenario.engine.resolve({ issue: 'APP-1', field: null, take, value: null, seen: null, by: null });
  const inGit = async () => {
    const file = await scenario.world.file('issues/APP-1.md');
    const worklogs = await scenario.world.worklogs();
    return {
      description: (file?.doc.texts.description ?? '').trim(),
      comments: file?.doc.comments.map(({ body }) => body.trim()),
      time: worklogs.map(({ worklog }) => worklog.seconds).sort(),
    };
  };
  const inJira = () => ({
    description: scenario.descriptionInJira(),
    comments: issue.comments.map(({ body }) =>
      body?.kind === 'wiki' ? body.wiki.replace(/^Written by .*\n\n/, '') : '',
    ),
    time: issue.worklogs.map(({ seconds }) => seconds).sort(),
  });
  const NEWER = {
    description: 'First of 1, told better.\n\nSecond of 1.',
    comments: ['Said better', 'Said later'],
    time: [1800, 7200],
  };
  const OLDER = { description: 'First of 1.\n\nSecond of 1.', comments: ['Said first'], time: [3600] };

  it('are held as they are on both sides', async () => {
    expect(await inGit()).to.deep.equal(NEWER);
    expect(inJira()).to.deep.equal(OLDER);
    const kinds = (await scenario.holds()).map(({ field, kind }) => `${field.replace(/\d+$/, '')} ${kind}`);
    expect(kinds.sort()).to.deep.equal([
      'comment: conflict',
      'comment: conflict',
      'description conflict',
      'worklog: conflict',
      'worklog: conflict',
    ]);
  });

  it('overrule nothing by a policy either, and say where they come from', async () => {
    await scenario.configure('policies: { description: jira, comments: jira }\n');
    await scenario.restart();
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(await inGit()).to.deep.equal(NEWER);
    for (const { reason } of await scenario.holds()) expect(reason).to.include('restored from a backup?');
  });

  it('go to Jira again where git is taken', async () => {
    expect((await decide('git')).kind).to.equal('resolved');
    await scenario.cycle();
    expect(inJira()).to.deep.equal(NEWER);
    expect(await inGit()).to.deep.equal(NEWER);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('come from Jira where Jira is taken, whatever the policy', async () => {
    await scenario.configure('policies: { description: git, comments: git }\n');
    expect((await decide('jira')).kind).to.equal('resolved');
    await scenario.cycle({ ...FULL, allowDeletes: 2 });
    expect(await inGit()).to.deep.equal(OLDER);
    expect(inJira()).to.deep.equal(OLDER);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('stay held where something else is edited in Jira', async () => {
    scenario.editInJira('APP-1', { title: 'Edited since' });
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle(FULL);
    expect(await inGit()).to.deep.equal(NEWER);
    expect((await scenario.inGit()).title).to.equal('Edited since');
    expect(await scenario.holds()).to.have.length(5);
  });
});

it('a description that is empty since keeps so where Jira has its words from a backup', async () => {
  const scenario = await new EngineScenario().begin(1);
  const issue = scenario.issue();
  const { updatedMs } = issue;
  const { description } = issue.texts;
  issue.texts.description = null;
  scenario.world.jira.touch(issue);
  await scenario.cycle();
  Object.assign(issue, { updatedMs });
  issue.texts.description = description ?? null;
  await scenario.cycle(FULL);
  await scenario.cycle(FULL);
  expect((await scenario.inGit()).description).to.equal('');
  expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal(['description']);
});
