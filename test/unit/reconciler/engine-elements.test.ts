import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

const FEBRUARY = 'worklogs/2026-02.jsonl';
const MARCH = 'worklogs/2026-03.jsonl';

type Entry = { readonly time?: string; readonly started?: string; readonly comment?: string; readonly id?: string };

function line(entry: Entry, issue = 'APP-1'): string {
  const { time = '1h', started = '2026-02-03T09:00:00Z', ...more } = entry;
  return `${JSON.stringify({ issue, author: 'jane', time, started, ...more })}\n`;
}

describe('comments of both sides', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  const append = async (text: string) => {
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    const heading = source.includes('## Comments') ? '' : '\n## Comments\n';
    await scenario.put('issues/APP-1.md', `${source}${heading}\n${text}\n`);
  };
  const inJira = () => scenario.issue().comments.map(({ author, body }) => [author, body]);
  const inGit = async () => (await scenario.world.file('issues/APP-1.md'))?.doc.comments ?? [];

  it('are written by whoever pushed a `**me**` header', async () => {
    await append('**me**\n\nHello');
    await scenario.cycle();
    expect(inJira()).to.deep.equal([['jane', wiki('Hello')]]);
    const [comment, ...others] = await inGit();
    expect(others).to.deep.equal([]);
    expect(comment).to.include({ author: 'jane', body: 'Hello' });
    expect(comment?.at).to.not.equal(null);
    await scenario.cycle(FULL);
    expect(inJira()).to.have.length(1);
  });

  it('may say the same twice', async () => {
    await append('**jane**\n\nPing\n\n**jane**\n\nPing');
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(inJira()).to.deep.equal([
      ['jane', wiki('Ping')],
      ['jane', wiki('Ping')],
    ]);
    expect(await inGit()).to.have.length(2);
    const [first] = scenario.issue().comments;
    scenario.issue().comments = scenario.issue().comments.filter((comment) => comment !== first);
    scenario.world.jira.touch(scenario.issue());
    await scenario.cycle();
    await scenario.cycle();
    expect(await inGit()).to.have.length(1);
    expect(inJira()).to.have.length(1);
  });

  it('are edited and removed from either side', async () => {
    const { jira } = scenario.world;
    jira.comment(scenario.issue(), 'boss', 'One');
    jira.comment(scenario.issue(), 'boss', 'Two');
    await scenario.cycle();
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.put('issues/APP-1.md', source.replace('One', 'One, edited'));
    await scenario.cycle();
    expect(inJira()).to.deep.equal([
      ['boss', wiki('One, edited')],
      ['boss', wiki('Two')],
    ]);
    scenario.issue().comments = scenario.issue().comments.slice(1);
    jira.touch(scenario.issue());
    await scenario.cycle();
    await scenario.cycle();
    expect((await inGit()).map(({ body }) => body)).to.deep.equal(['Two']);
    const left = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.put('issues/APP-1.md', left.slice(0, left.indexOf('**boss**')));
    await scenario.cycle();
    expect(inJira()).to.deep.equal([]);
  });
});

describe('time entries of both sides', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  const inJira = () => scenario.issue().worklogs.map(({ seconds, started }) => [seconds, started.slice(0, 10)]);
  const put = (path: string, ...lines: readonly string[]) => scenario.put(path, lines.join(''));

  it('change nothing in Jira when a union merge doubled their lines', async () => {
    const entries = [line({ id: 'w-1' }), line({ started: '2026-02-04T09:00:00Z' })];
    await put(FEBRUARY, ...entries);
    await scenario.cycle();
    const { writes } = scenario.world.jira;
    await put(FEBRUARY, ...entries, ...entries);
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(scenario.world.jira.writes).to.equal(writes);
    expect(inJira()).to.have.length(2);
  });

  it('change nothing in git that only carries no id', async () => {
    const entry = line({ comment: 'By hand' });
    await put(FEBRUARY, entry);
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(await scenario.world.text(FEBRUARY)).to.equal(entry);
    expect(inJira()).to.deep.equal([[3600, '2026-02-03']]);
  });

  it('take the edit where a merge kept the old line beside it', async () => {
    await put(FEBRUARY, line({ id: 'w-1' }));
    await scenario.cycle();
    await put(FEBRUARY, line({ id: 'w-1', time: '3h' }), line({ id: 'w-1' }));
    await scenario.cycle();
    expect(inJira()).to.deep.equal([[10_800, '2026-02-03']]);
    expect(await scenario.world.text(FEBRUARY)).to.equal(line({ id: 'w-1', time: '3h' }));
  });

  it('are two where their ids differ, and one where the sides met with the same work', async () => {
    await put(FEBRUARY, line({ id: 'w-1' }), line({ id: 'w-2' }));
    await scenario.cycle();
    expect(inJira()).to.have.length(2);
    const other = await new EngineScenario().begin();
    const started = '2026-02-03T09:00:00Z';
    other.world.jira.log(other.issue(), { author: 'jane', seconds: 3600, started, comment: null });
    await other.put(FEBRUARY, line({ id: 'w-9' }));
    await other.cycle();
    await other.cycle(FULL);
    expect(other.issue().worklogs).to.have.length(1);
    expect(await other.world.text(FEBRUARY)).to.equal(line({ id: 'w-9' }));
  });

  it('move to the file of another month with their start, whoever moved it', async () => {
    await put(FEBRUARY, line({ id: 'w-1' }));
    await scenario.cycle();
    const [worklog] = scenario.issue().worklogs;
    scenario.issue().worklogs = worklog ? [{ ...worklog, started: '2026-03-05T09:00:00Z' }] : [];
    scenario.world.jira.touch(scenario.issue());
    await scenario.cycle();
    expect(await scenario.world.text(FEBRUARY)).to.equal('');
    expect(await scenario.world.text(MARCH)).to.equal(line({ id: 'w-1', started: '2026-03-05T09:00:00Z' }));
    await put(MARCH, '');
    await put(FEBRUARY, line({ id: 'w-1', started: '2026-02-10T09:00:00Z' }));
    await scenario.cycle();
    expect(inJira()).to.deep.equal([[3600, '2026-02-10']]);
    expect(scenario.issue().worklogs.map(({ id }) => id)).to.deep.equal([worklog?.id]);
  });

  it('are removed from either side', async () => {
    await put(FEBRUARY, line({ id: 'w-1' }), line({ id: 'w-2' }));
    await scenario.cycle();
    const [first] = scenario.issue().worklogs;
    scenario.world.jira.removeWorklog(scenario.issue(), first?.id ?? '');
    await scenario.cycle();
    expect(await scenario.world.text(FEBRUARY)).to.equal(line({ id: 'w-2' }));
    await put(FEBRUARY, '');
    await scenario.cycle();
    expect(inJira()).to.deep.equal([]);
  });

  it('of a removed month stop until a person agrees, where they are many', async () => {
    const days = Array.from({ length: 14 }, (_, index) => `2026-02-${String(index + 10)}T09:00:00Z`);
    await put(FEBRUARY, ...days.map((started, index) => line({ started, id: `w-${index}` })));
    await scenario.cycle();
    await scenario.remove(FEBRUARY);
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(inJira()).to.have.length(14);
    await scenario.cycle({ full: false, retryHeld: false, allowDeletes: 14 });
    expect(inJira()).to.deep.equal([]);
  });
});

describe('a new process on the same repository', () => {
  it('goes on where the old one was, and has nothing to do at rest', async () => {
    const scenario = await new EngineScenario().begin(3);
    await scenario.cycle();
    const mark = await scenario.mark();
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
    scenario.editInJira('APP-1', { title: 'While away' });
    await scenario.editInGit('APP-2', { title: 'While away too' });
    await scenario.world.addFile('issues/new.md', { values: { title: 'New while away' } });
    await scenario.restart();
    await scenario.cycle();
    expect((await scenario.inGit('APP-1')).title).to.equal('While away');
    expect(scenario.issue('APP-2').values.title).to.equal('While away too');
    expect(scenario.issue('APP-4').values.title).to.equal('New while away');
    expect(await scenario.world.keys()).to.have.members(['APP-1', 'APP-2', 'APP-3', 'APP-4']);
  });
});
