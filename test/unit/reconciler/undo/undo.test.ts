import { expect } from 'chai';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import type { UndoPlan } from '../../../../src/reconciler/undo/undo-plan.ts';
import type { UndoOutcome } from '../../../../src/reconciler/undo/undo-request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';

const said = (text: JiraText | null) => (text?.kind === 'wiki' ? text.wiki : null);
const entry = (id: string, time: string) =>
  `{"issue":"APP-1","author":"jane","time":"${time}","started":"2026-02-14T09:00:00Z","id":"${id}"}\n`;

describe('undo', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3);
  });

  /** The id of the cycle that carried out what `act` did. */
  async function runOf(act: () => Promise<void> | void): Promise<string> {
    await act();
    return (await scenario.cycle()).cycle;
  }
  const undo = (run: string) => scenario.engine.undo({ run, print: null, author: 'anna' });
  const planOf = (outcome: UndoOutcome): UndoPlan => {
    if (outcome.kind !== 'undone') throw new Error(`${outcome.kind}`);
    return outcome.plan;
  };
  const both = async (key: string, field: string) => [
    (await scenario.inGit(key))[field],
    scenario.issue(key).values[field],
  ];
  const rests = async () => {
    const mark = await scenario.mark();
    await scenario.cycle();
    await scenario.cycle(FULL);
    return mark === (await scenario.mark());
  };

  it('takes back what a push changed, on both sides', async () => {
    const run = await runOf(async () => {
      await scenario.editInGit('APP-1', { title: 'Wrong', labels: ['bad'] }, 'Nothing of it.');
      await scenario.editInGit('APP-2', { priority: 'High' });
    });
    const description = scenario.descriptionInJira('APP-3').replaceAll('of 3', 'of 1');
    const plan = planOf(await undo(run));
    expect(plan.tickets.map(({ key }) => key)).to.deep.equal(['APP-1', 'APP-2']);
    expect(await both('APP-1', 'title')).to.deep.equal(['Ticket 1', 'Ticket 1']);
    expect(scenario.issue('APP-1').values.labels ?? null).to.equal(null);
    expect(scenario.descriptionInJira('APP-1')).to.equal(description);
    expect(await both('APP-2', 'priority')).to.not.include('High');
    expect(await rests()).to.equal(true);
  });

  it('takes back what was changed in Jira, on both sides', async () => {
    const run = await runOf(() => scenario.editInJira('APP-1', { title: 'Wrong' }));
    await undo(run);
    expect(await both('APP-1', 'title')).to.deep.equal(['Ticket 1', 'Ticket 1']);
    expect(await rests()).to.equal(true);
  });

  it('leaves what anybody changed since, and says so', async () => {
    const run = await runOf(() => scenario.editInGit('APP-1', { title: 'Wrong', priority: 'High' }));
    await scenario.cycle();
    scenario.editInJira('APP-1', { title: 'Righted in Jira' });
    const [ticket] = planOf(await undo(run)).tickets;
    expect(ticket?.changes.map(({ ref, kept }) => [ref, kept])).to.deep.equal([
      ['title', 'it was changed again since'],
      ['priority', null],
    ]);
    expect(await both('APP-1', 'title')).to.deep.equal(['Righted in Jira', 'Righted in Jira']);
    expect(await both('APP-1', 'priority')).to.not.include('High');
  });

  it('leaves later words of a text that other words of it go back', async () => {
    const run = await runOf(() => scenario.editInGit('APP-1', {}, 'Wrong of 1.\n\nSecond of 1.'));
    await scenario.editInGit('APP-1', {}, 'Wrong of 1.\n\nSecond of one, better.');
    await scenario.cycle();
    await undo(run);
    expect((await scenario.inGit('APP-1')).description).to.equal('First of 1.\n\nSecond of one, better.');
    expect(scenario.descriptionInJira('APP-1')).to.include('First of 1.').and.include('better');
  });

  it('takes members of a set back one by one', async () => {
    await runOf(() => scenario.editInGit('APP-1', { labels: ['a', 'b'] }));
    const run = await runOf(() => scenario.editInGit('APP-1', { labels: ['b', 'wrong'] }));
    await runOf(() => scenario.editInJira('APP-1', { labels: ['b', 'wrong', 'later'] }));
    await undo(run);
    expect(await both('APP-1', 'labels')).to.deep.equal([
      ['a', 'b', 'later'],
      ['a', 'b', 'later'],
    ]);
  });

  it('takes comments and time of the run away again, and puts back what it removed', async () => {
    const jira = scenario.issue('APP-1');
    await scenario.world.editFile('issues/APP-1.md', {
      comments: [{ from: null, comment: { author: 'jane', at: null, body: 'Stays' } }],
    });
    await scenario.put('worklogs/2026-02.jsonl', entry('stays', '1h'));
    await scenario.cycle();
    const [kept] = jira.comments;
    const run = await runOf(async () => {
      const file = await scenario.world.file('issues/APP-1.md');
      const added = { from: null, comment: { author: 'jane', at: null, body: 'Wrong' } };
      await scenario.world.editFile('issues/APP-1.md', { comments: [added] });
      expect(file?.doc.comments).to.have.length(1);
      await scenario.put('worklogs/2026-02.jsonl', entry('wrong', '3h'));
    });
    expect(jira.comments.map(({ body }) => said(body))).to.deep.equal(['Wrong']);
    expect(jira.worklogs.map(({ seconds }) => seconds)).to.deep.equal([10_800]);
    await undo(run);
    expect(jira.comments.map(({ body }) => said(body))).to.deep.equal(['Stays']);
    expect(jira.comments[0]?.id).to.not.equal(kept?.id);
    expect(jira.worklogs.map(({ seconds }) => seconds)).to.deep.equal([3_600]);
    expect(await rests()).to.equal(true);
  });

  it('can be undone itself', async () => {
    const run = await runOf(() => scenario.editInGit('APP-1', { title: 'Right after all' }));
    await undo(run);
    const [last] = await scenario.engine.runs(1);
    await undo(last?.run ?? '');
    expect(await both('APP-1', 'title')).to.deep.equal(['Right after all', 'Right after all']);
  });

  it('does nothing the second time', async () => {
    const run = await runOf(() => scenario.editInGit('APP-1', { title: 'Wrong' }));
    await undo(run);
    const mark = await scenario.mark();
    expect(await undo(run)).to.deep.include({ kind: 'undone', commit: null });
    expect(await scenario.mark()).to.equal(mark);
  });

  it('never deletes what was made', async () => {
    const run = await runOf(() => scenario.put('issues/new.md', '---\ntitle: Made\n---\n'));
    const [ticket] = planOf(await undo(run)).tickets;
    expect(ticket?.changes[0]?.kept).to.include('never deleted');
    expect(scenario.issue('APP-4').values.title).to.equal('Made');
  });

  it('shows what it would do, and does that or nothing', async () => {
    const run = await runOf(() => scenario.editInGit('APP-1', { title: 'Wrong' }));
    const shown = await scenario.engine.previewUndo(run);
    expect(await both('APP-1', 'title')).to.deep.equal(['Wrong', 'Wrong']);
    await runOf(() => scenario.editInGit('APP-1', { title: 'Meanwhile' }));
    const late = await scenario.engine.undo({ run, print: shown?.print ?? '', author: null });
    expect(late.kind).to.equal('moved-on');
    expect(await both('APP-1', 'title')).to.deep.equal(['Meanwhile', 'Meanwhile']);
    const again = await scenario.engine.previewUndo(run);
    expect((await scenario.engine.undo({ run, print: again?.print ?? '', author: null })).kind).to.equal('undone');
  });

  it('knows runs of an earlier process, and no others', async () => {
    const run = await runOf(() => scenario.editInGit('APP-1', { title: 'Wrong' }));
    await scenario.restart();
    await undo(run);
    expect(await both('APP-1', 'title')).to.deep.equal(['Ticket 1', 'Ticket 1']);
    expect(await undo('abc-1')).to.deep.equal({ kind: 'unknown-run', run: 'abc-1' });
  });

  it('lists the cycles that wrote, newest first', async () => {
    const first = await runOf(() => scenario.editInGit('APP-1', { title: 'One' }));
    await scenario.cycle();
    const second = await runOf(() => scenario.editInJira('APP-2', { title: 'Two' }));
    expect((await scenario.engine.runs(2)).map(({ run }) => run)).to.deep.equal([second, first]);
  });
});
