import { expect } from 'chai';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';
import { type MemoryIssue, wiki } from '../../support/memory-jira.ts';

const PATH = 'issues/APP-1.md';
const MONTH = 'worklogs/2026-02.jsonl';
const LINE = `{"issue":"APP-1","author":"jane","time":"90m","started":"2026-02-03T09:00:00Z","comment":"Mine","id":"own-1"}`;

describe('a ticket that was gone from Jira and is shown again', () => {
  let scenario: EngineScenario;
  let file: string;
  let issue: MemoryIssue;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    const written = (await scenario.world.text(PATH)) ?? '';
    await scenario.put(
      PATH,
      written.replace('First of 1.', '__First__ of 1, see <b>this</b>.').replace('---\n', '---\n# Ours.\nx-room: 12\n'),
    );
    await scenario.put(MONTH, `${LINE}\n`);
    scenario.issue().comments = [{ id: '900', author: 'boss', at: '2026-02-13T09:00:00Z', body: wiki('Said') }];
    scenario.world.jira.touch(scenario.issue());
    await scenario.cycle();
    file = (await scenario.world.text(PATH)) ?? '';
    issue = scenario.issue();
  });

  const { keys } = Object;
  const text = () => scenario.world.text(PATH);

  async function disappear(): Promise<void> {
    scenario.world.jira.issues.delete(issue.id);
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await text()).to.equal(null);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  }

  async function appear(): Promise<void> {
    scenario.world.jira.issues.set(issue.id, issue);
    await scenario.cycle(FULL);
  }

  async function expectQuiet(): Promise<void> {
    const mark = await scenario.mark();
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  }

  it('gets its file back to the byte, and Jira is not touched', async () => {
    expect(file).to.include('# Ours.\nx-room: 12\n').and.include('<b>this</b>').and.include('Said');
    await disappear();
    const { writes } = scenario.world.jira;
    await scenario.restart();
    await appear();
    expect(await text()).to.equal(file);
    expect(scenario.world.jira.writes).to.equal(writes);
    await expectQuiet();
  });

  it('keeps the ids of its lines in the time sheet, each entry once', async () => {
    await disappear();
    await appear();
    expect((await scenario.world.worklogs()).map(({ worklog }) => worklog)).to.deep.equal([
      { id: 'own-1', issue: 'APP-1', author: 'jane', seconds: 5400, started: '2026-02-03T09:00:00Z', comment: 'Mine' },
    ]);
    expect(issue.worklogs).to.have.length(1);
    await expectQuiet();
  });

  it('gets what was changed in Jira meanwhile, and stays as it was otherwise', async () => {
    await disappear();
    issue.values.title = 'Renamed while it was hidden';
    scenario.world.jira.touch(issue);
    await appear();
    const lines = (await text())?.split('\n') ?? [];
    const before = file.split('\n');
    const news = lines.filter((line) => !before.includes(line) && !line.startsWith('updated:'));
    expect(news).to.deep.equal(['title: Renamed while it was hidden']);
    await expectQuiet();
  });

  it('comes back under another key too', async () => {
    issue.key = 'OTHER-5';
    scenario.world.jira.touch(issue);
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['APP-2']);
    issue.key = 'APP-9';
    scenario.world.jira.touch(issue);
    await scenario.cycle(FULL);
    expect(await scenario.world.text('issues/APP-9.md'))
      .to.include('x-room: 12')
      .and.include('<b>this</b>');
    expect((await scenario.world.worklogs()).map(({ worklog }) => [worklog.issue, worklog.id])).to.deep.equal([
      ['APP-9', 'own-1'],
    ]);
    await expectQuiet();
  });

  it('sends what was edited in a file that was brought back before', async () => {
    await disappear();
    await scenario.put(PATH, file.replace('title: Ticket 1', 'title: Edited meanwhile'));
    await scenario.cycle();
    expect((await scenario.problems())[PATH]).to.include('not found in Jira');
    await appear();
    expect(issue.values.title).to.equal('Edited meanwhile');
    expect(issue.comments).to.have.length(1);
    expect(await text()).to.include('x-room: 12');
    await expectQuiet();
  });

  it('keeps a comment that an older file, which was brought back before, does not have', async () => {
    await disappear();
    await scenario.put(PATH, file.slice(0, file.indexOf('## Comments')));
    await scenario.cycle();
    await appear();
    await scenario.cycle();
    expect(issue.comments).to.have.length(1);
    expect(await text()).to.include('Said');
    await expectQuiet();
  });

  it('is known from then on, however little it says', async () => {
    await scenario.configure('deletedInGit: ignore\n');
    const plain = scenario.issue('APP-2');
    const before = await scenario.world.text('issues/APP-2.md');
    scenario.world.jira.issues.delete(plain.id);
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['APP-1']);
    scenario.world.jira.issues.set(plain.id, plain);
    await scenario.cycle(FULL);
    expect(await scenario.world.text('issues/APP-2.md')).to.equal(before);
    await scenario.restart();
    await scenario.editInGit('APP-2', { title: 'Edited after that' });
    await scenario.cycle();
    expect(plain.values.title).to.equal('Edited after that');
    await expectQuiet();
  });

  it('meets a file that somebody wrote anew as a stranger: nothing of Jira is removed', async () => {
    await disappear();
    await scenario.put(PATH, '---\ntitle: Another one\n---\n');
    await scenario.cycle();
    await appear();
    expect(issue.comments).to.have.length(1);
    expect(issue.worklogs).to.have.length(1);
    expect(keys(issue.values)).to.include('priority');
    expect((await scenario.inGit()).priority).to.equal('Medium');
  });

  it('takes nothing back in Jira where a person agreed that the edited file goes', async () => {
    scenario.world.jira.issues.delete(issue.id);
    await scenario.editInGit('APP-1', { title: 'Edited in git' });
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal(['file']);
    const request = { issue: 'APP-1', field: null, take: 'jira', value: null, seen: null, by: null } as const;
    const outcome = await scenario.engine.resolve(request);
    expect(outcome.kind).to.equal('resolved');
    await scenario.cycle();
    expect(await text()).to.equal(null);
    await appear();
    expect(issue.values.title).to.equal('Ticket 1');
    expect((await scenario.inGit()).title).to.equal('Ticket 1');
    expect(await text())
      .to.include('x-room: 12')
      .and.include('<b>this</b>');
    expect(issue.comments).to.have.length(1);
    await expectQuiet();
  });

  it('comes back where its file was removed too, whatever the project says of removed files', async () => {
    await scenario.configure('deletedInGit: ignore\n');
    scenario.world.jira.issues.delete(issue.id);
    await scenario.remove(PATH);
    await scenario.cycle(FULL);
    await scenario.cycle();
    await appear();
    expect(await text()).to.equal(file);
    await expectQuiet();
  });

  it('climbs the same ladder when it goes again', async () => {
    await disappear();
    await appear();
    scenario.world.jira.issues.delete(issue.id);
    await scenario.cycle(FULL);
    expect(await text()).to.equal(file);
    await scenario.cycle();
    expect(await text()).to.equal(null);
    await appear();
    expect(await text()).to.equal(file);
  });

  it('loses a comment that was removed while it was hidden only after another look', async () => {
    await disappear();
    issue.comments = [];
    await appear();
    expect(await text()).to.include('Said');
    await scenario.cycle({ ...QUICK, full: true });
    await scenario.cycle();
    expect(await text()).to.not.include('Said');
    await expectQuiet();
  });
});
