import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { JiraAction } from '../../../../src/reconciler/jira-action.ts';
import { outcomeLines } from '../../../../src/server/outcome-lines.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER, type MemoryIssue } from '../../../support/memory-jira.ts';
import { createdOffline, loggedOffline, ticket } from '../../../support/offline.ts';

describe('tickets created offline', () => {
  let scenario: EngineScenario;
  let sent: JiraAction[];
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
    sent = [];
    scenario.world.jira.refuse = (action) => {
      sent.push(action);
      return null;
    };
  });
  /** Whatever happens, no temporary key is ever sent. */
  afterEach(() => {
    const { uid, path, ...words } = {
      uid: '',
      path: '',
      sent: sent.map((action) => ({ ...action, path: '', uid: '', ref: '' })),
    };
    expect(JSON.stringify(words)).to.not.match(/(?<!X)APP-OFFLINE-[abc](?![a-z0-9-])/);
  });

  const byTitle = (title: string): MemoryIssue => {
    const found = [...scenario.world.jira.issues.values()].find(({ values }) => values.title === title);
    if (found === undefined) throw new Error(`Jira has no ${title}`);
    return found;
  };
  const queued = async () => {
    const { world } = scenario;
    const paths = (await world.store.listTree(await world.tip(), '.tract/queue')).map(({ path }) => path);
    const texts = await Promise.all(paths.map((path) => world.text(path)));
    return paths.filter((_, index) => texts[index] !== '');
  };
  const quiet = async () => {
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
  };
  const textOf = (path: string) => scenario.world.text(path);
  const words = (issue: MemoryIssue) =>
    issue.texts.description?.kind === 'wiki' ? issue.texts.description.wiki : null;

  it('get their key as a name, and leave the queue in the same commit', async () => {
    await scenario.push(...createdOffline({ 'APP-OFFLINE-a': ticket('A') }));
    const report = await scenario.cycle();
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    expect(await textOf('.tract/queue/create.jsonl'), 'empty, so that what is appended elsewhere merges').to.equal('');
    expect(report.commits).to.have.lengthOf(1);
    expect(outcomeLines(report)[0]).to.equal('✓ Created APP-2 from issues/APP-OFFLINE-a.md');
    await quiet();
  });

  it('take their references along, byte for byte, and only those', async () => {
    const other = ticket(
      'T',
      ['type: Task', "links: ['blocks APP-OFFLINE-a']  # APP-OFFLINE-a", 'mine: APP-OFFLINE-a'],
      [
        'See APP-OFFLINE-a, (APP-OFFLINE-a) and [it](APP-OFFLINE-a.md).',
        'Not APP-OFFLINE-ab, APP-OFFLINE-a-2, XAPP-OFFLINE-a or app-offline-a.',
      ].join('\r\n'),
    );
    await scenario.push(...createdOffline({ 'APP-OFFLINE-a': ticket('A'), 'APP-OFFLINE-other': other }));
    await scenario.cycle();
    const key = byTitle('A').key;
    const text = (await textOf(`issues/${byTitle('T').key}.md`)) ?? '';
    const expected = other.replaceAll(/APP-OFFLINE-a(?![b-]|-)/g, (found, at: number) =>
      other[at - 1] === 'X' ? found : key,
    );
    for (const line of expected.split('\n').slice(3)) if (line !== '---') expect(text).to.include(line);
    expect(byTitle('T').values.links).to.deep.equal([`blocks ${key}`]);
    await quiet();
  });

  it('are created parents first, whatever the order', async () => {
    await scenario.push(
      ...createdOffline({
        'APP-OFFLINE-c': ticket('C', ['parent: APP-OFFLINE-b']),
        'APP-OFFLINE-b': ticket('B', ['parent: APP-OFFLINE-a']),
        'APP-OFFLINE-a': ticket('A'),
      }),
    );
    const report = await scenario.cycle();
    const creates = sent.filter((action) => action.kind === 'create-issue');
    expect(creates.map(({ values }) => [values.title, values.parent ?? null])).to.deep.equal([
      ['A', null],
      ['B', 'APP-2'],
      ['C', 'APP-3'],
    ]);
    expect(outcomeLines(report).filter((line) => line.includes('Created'))).to.have.lengthOf(3);
    expect(await queued()).to.deep.equal([]);
    await quiet();
  });

  it('may name each other in a circle, and themselves', async () => {
    await scenario.push(
      ...createdOffline({
        'APP-OFFLINE-a': ticket('A', [], 'After APP-OFFLINE-b.'),
        'APP-OFFLINE-b': ticket('B', ['parent: APP-OFFLINE-a'], 'This is APP-OFFLINE-b.'),
      }),
    );
    const report = await scenario.cycle();
    expect(words(byTitle('A'))).to.equal(`After ${byTitle('B').key}.`);
    expect(byTitle('B').values.parent).to.equal(byTitle('A').key);
    expect(words(byTitle('B'))).to.equal(`This is ${byTitle('B').key}.`);
    expect(outcomeLines(report).filter((line) => line.startsWith('✗'))).to.deep.equal([]);
    await quiet();
  });

  it('wait as a whole when their title names themselves, which no title can', async () => {
    await scenario.push(...createdOffline({ 'APP-OFFLINE-a': ticket('A of APP-OFFLINE-a') }));
    const report = await scenario.cycle();
    expect(sent).to.deep.equal([]);
    expect(outcomeLines(report)).to.deep.equal([
      '✗ Sync error: issues/APP-OFFLINE-a.md: waits for APP-OFFLINE-a: it is not in Jira yet',
    ]);
    expect(await queued()).to.deep.equal(['.tract/queue/create.jsonl']);
  });

  it('find each other however many there are', async () => {
    const last = 'APP-OFFLINE-t59';
    const numbers = Array.from({ length: 59 }, (_, index) => index);
    const more = numbers.map((number) => [`APP-OFFLINE-t${number}`, ticket(`T${number}`, [`parent: ${last}`])]);
    await scenario.push(...createdOffline({ ...Object.fromEntries(more), [last]: ticket('Last') }));
    const report = await scenario.cycle();
    expect(outcomeLines(report).filter((line) => line.startsWith('✗'))).to.deep.equal([]);
    expect(report.items.flatMap(({ holds }) => holds)).to.deep.equal([]);
    const { key } = byTitle('Last');
    expect(sent.filter((action) => action.kind === 'create-issue' && action.values.parent === key)).to.have.lengthOf(
      59,
    );
    await quiet();
  });

  it('find each other again after Jira was away in the middle of a wave', async () => {
    const last = 'APP-OFFLINE-t59';
    const numbers = Array.from({ length: 59 }, (_, index) => index);
    const more = numbers.map((number) => [`APP-OFFLINE-t${number}`, ticket(`T${number}`, [`parent: ${last}`])]);
    await scenario.push(...createdOffline({ ...Object.fromEntries(more), [last]: ticket('Last') }));
    let left = 1;
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        if (name === 'read' && left-- === 0) throw new Failure('transient', 'Jira is away');
      },
    };
    for (let time = 0; time < 4; time++) await scenario.cycle();
    expect(scenario.world.jira.issues.size).to.equal(61);
    expect(await queued()).to.deep.equal([]);
    await quiet();
  });

  it('have their comments and time in Jira after the same push', async () => {
    const body = 'Text.\n\n## Comments\n\n**jane** - 2026-02-14 08:00:00\n\nMore in APP-OFFLINE-a.';
    await scenario.push(
      ...createdOffline({ 'APP-OFFLINE-a': ticket('A', [], body) }),
      ...loggedOffline([{ id: 'w1', issue: 'APP-OFFLINE-a', comment: 'began APP-OFFLINE-a' }]),
    );
    const report = await scenario.cycle();
    const issue = byTitle('A');
    expect(issue.comments.map(({ body: said }) => said?.kind === 'wiki' && said.wiki)).to.deep.equal([
      `More in ${issue.key}.`,
    ]);
    expect(issue.worklogs.map(({ comment }) => comment?.kind === 'wiki' && comment.wiki)).to.deep.equal([
      `began ${issue.key}`,
    ]);
    expect(await textOf('worklogs/2026-02.jsonl'))
      .to.include(`"issue":"${issue.key}"`)
      .and.to.include('"id":"w1"');
    expect(outcomeLines(report)).to.include.members([
      '✓ Created APP-2 from issues/APP-OFFLINE-a.md',
      '✓ Synced 1 queued worklog to Jira',
    ]);
    expect(await queued()).to.deep.equal([]);
    await quiet();
  });

  it('let what mentions them wait in other tickets, and reach Jira with the key', async () => {
    await scenario.push(...createdOffline({ 'APP-OFFLINE-a': ticket('A') }));
    await scenario.editInGit('APP-1', { title: 'Before APP-OFFLINE-a', priority: 'High' }, 'Needs APP-OFFLINE-a.');
    await scenario.cycle();
    expect(scenario.issue().values).to.include({ title: `Before ${byTitle('A').key}`, priority: 'High' });
    expect(scenario.descriptionInJira()).to.equal(`Needs ${byTitle('A').key}.`);
    await quiet();
  });

  it('hold what mentions them while Jira refuses them, and only that', async () => {
    scenario.world.jira.refuse = (action) => {
      sent.push(action);
      return action.kind === 'create-issue' && action.values.title === 'A'
        ? new Failure('rejected', 'no new tickets')
        : null;
    };
    await scenario.push(
      ...createdOffline({
        'APP-OFFLINE-a': ticket('A'),
        'APP-OFFLINE-b': ticket('B', ['parent: APP-OFFLINE-a']),
        'APP-OFFLINE-c': ticket('C'),
      }),
    );
    await scenario.editInGit('APP-1', { priority: 'High' }, 'Needs APP-OFFLINE-a.');
    const report = await scenario.cycle();
    expect(scenario.issue().values.priority).to.equal('High');
    expect(scenario.descriptionInJira()).to.not.include('Needs');
    expect((await scenario.holds()).map(({ field, reason }) => [field, reason])).to.deep.equal([
      ['description', 'waits for APP-OFFLINE-a: no new tickets'],
    ]);
    expect((await scenario.problems())['issues/APP-OFFLINE-b.md']).to.equal('waits for APP-OFFLINE-a: no new tickets');
    expect(byTitle('C').key).to.equal('APP-2');
    expect(outcomeLines(report)).to.include(
      '✗ Sync error: issues/APP-OFFLINE-b.md: waits for APP-OFFLINE-a: no new tickets',
    );
    const { queued: waiting } = await scenario.engine.status();
    expect(waiting.items.map(({ id, reason }) => [id, reason])).to.deep.equal([
      ['a', 'no new tickets'],
      ['b', 'waits for APP-OFFLINE-a: no new tickets'],
    ]);
    scenario.world.jira.refuse = (action) => {
      sent.push(action);
      return null;
    };
    await scenario.put('issues/APP-OFFLINE-a.md', ticket('A', ['priority: Low']));
    await scenario.cycle();
    expect(byTitle('B').values.parent).to.equal(byTitle('A').key);
    expect(scenario.descriptionInJira()).to.equal(`Needs ${byTitle('A').key}.`);
    expect(await queued()).to.deep.equal([]);
    await quiet();
  });

  it('let what waited go on as words when they are taken back', async () => {
    scenario.world.jira.refuse = (action) => (action.kind === 'create-issue' ? new Failure('rejected', 'no') : null);
    await scenario.push(...createdOffline({ 'APP-OFFLINE-a': ticket('A') }));
    await scenario.editInGit('APP-1', {}, 'Was APP-OFFLINE-a.');
    await scenario.cycle();
    expect(await scenario.holds()).to.have.lengthOf(1);
    await scenario.remove('issues/APP-OFFLINE-a.md');
    await scenario.cycle();
    expect(scenario.descriptionInJira()).to.equal('Was APP-OFFLINE-a.');
    expect(await scenario.holds()).to.deep.equal([]);
    expect(await queued()).to.deep.equal([]);
  });

  it('are not created again by an old branch that brings the file, its time and its mentions back', async () => {
    const file = ticket('A', [], 'Text.');
    await scenario.push(...createdOffline({ 'APP-OFFLINE-a': file }));
    await scenario.cycle();
    const lines = (await textOf('worklogs/2026-02.jsonl')) ?? '';
    await scenario.push(
      ...createdOffline({ 'APP-OFFLINE-a': file.replace('Text.', 'Text, edited.') }),
      ...loggedOffline([{ id: 'w9', issue: 'APP-OFFLINE-a' }], lines),
    );
    await scenario.editInGit('APP-1', {}, 'After APP-OFFLINE-a.');
    await scenario.cycle();
    expect(scenario.world.jira.issues.size).to.equal(2);
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    expect(words(byTitle('A'))).to.equal('Text, edited.');
    expect(byTitle('A').worklogs).to.have.lengthOf(1);
    expect(scenario.descriptionInJira()).to.equal('After APP-2.');
    expect(await queued()).to.deep.equal([]);
    await quiet();
  });

  it('are there once, wherever the process is killed', async function () {
    this.timeout(60_000);
    let killed = true;
    for (let at = 1; killed; at++) {
      scenario = await new EngineScenario().begin(1);
      await scenario.push(
        ...createdOffline({ 'APP-OFFLINE-b': ticket('B', ['parent: APP-OFFLINE-a']), 'APP-OFFLINE-a': ticket('A') }),
        ...loggedOffline([{ id: 'w1', issue: 'APP-OFFLINE-a' }]),
      );
      await scenario.editInGit('APP-1', {}, 'Needs APP-OFFLINE-a.');
      killed = await killAt(scenario, at);
      await scenario.restart();
      for (let time = 0; time < 4; time++) await scenario.cycle();
      const told = `killed at ${at}`;
      expect(scenario.world.jira.issues.size, told).to.equal(3);
      expect(byTitle('B').values.parent, told).to.equal(byTitle('A').key);
      expect(byTitle('A').worklogs, told).to.have.lengthOf(1);
      expect(scenario.descriptionInJira(), told).to.equal(`Needs ${byTitle('A').key}.`);
      expect(await queued(), told).to.deep.equal([]);
    }
  });
});

/** Runs a cycle that ends with the given write, before or after it. False where there were fewer. */
async function killAt(scenario: EngineScenario, at: number): Promise<boolean> {
  const { world } = scenario;
  let writes = 0;
  const write = async () => {
    if (++writes >= at) throw new Error('killed');
  };
  const alive = async () => {
    if (writes >= at) throw new Error('killed');
  };
  await scenario.restart();
  world.gate = write;
  world.jira.weather = { ...FINE_WEATHER, request: alive, afterWrite: write };
  await scenario.cycle();
  world.gate = async () => {};
  world.jira.weather = FINE_WEATHER;
  return writes >= at;
}
