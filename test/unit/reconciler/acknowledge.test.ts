import { expect } from 'chai';
import { acknowledge, baseOfCreated, baseToStartFrom } from '../../../src/reconciler/acknowledge.ts';
import type { PlanSettings } from '../../../src/reconciler/observation.ts';
import type { TicketBase } from '../../../src/snapshot/base.ts';
import {
  baseOf,
  comment,
  formatWith,
  observationOf,
  settingsWith,
  type Told,
  ticket,
  type World,
  wiki,
  worklog,
} from '../../support/observation-builder.ts';
import { doneOf, workOf } from '../../support/work-builder.ts';

const ANN = comment('1', 'It crashed.');
const ENTRY = worklog('7');

describe('what is agreed once Jira took an action', () => {
  it('a value of git', () => {
    expect(agreedAfter(three({}, { title: 'Slow' }, {})).values).to.include({ title: 'Slow' });
  });

  it('not a value that came from elsewhere: git has still to get it', () => {
    const world = three({ labels: ['a'] }, { labels: ['a', 'b'] }, { labels: ['a', 'c'] });
    expect(agreedAfter(world).values.labels).to.deep.equal(['a', 'b']);
  });

  it('a set loses what git removed and keeps nothing that it never agreed on', () => {
    const world = three({ labels: ['a', 'b'] }, { labels: ['b'] }, { labels: ['a', 'b', 'c'] });
    expect(agreedAfter(world).values.labels).to.deep.equal(['b']);
    expect(agreedAfter(three({ labels: ['a'] }, { labels: null }, { labels: ['a'] })).values.labels).to.equal(null);
  });

  it('a status, and links one by one', () => {
    const links = ['blocks APP-2', 'clones APP-3'];
    const base = agreedAfter(
      three({ links: ['blocks APP-9'] }, { status: 'Done', links }, { links: ['blocks APP-9'] }),
    );
    expect(base.values).to.deep.include({ status: 'Done', links });
  });

  it('not the status that closed an issue for its removed file: the file never said so', () => {
    const rules = { deletedInGit: 'close', closeStatus: 'Done' } as const;
    expect(agreedAfter({ base: ticket(), jira: ticket() }, rules).values.status).to.equal('To Do');
  });

  it('the text of git, and of one that was merged what git alone had changed', () => {
    const says = (description: string) => ticket({}, { description });
    const edited = { base: says('One\n\nTwo'), git: says('One of git\n\nTwo'), jira: says('One\n\nTwo') };
    expect(agreedAfter(edited).texts.description).to.deep.equal({
      markdown: 'One of git\n\nTwo',
      jira: wiki('One of git\n\nTwo'),
    });
    const merged = { ...edited, jira: says('One\n\nTwo of Jira') };
    expect(agreedAfter(merged).texts.description).to.deep.equal({
      markdown: 'One of git\n\nTwo',
      jira: wiki('One of git\n\nTwo'),
    });
  });

  it('a new comment with its id, and its header as git has it', () => {
    const mine = { ...comment('', 'Me too'), author: 'me', at: null };
    const base = agreedAfter(told({ comments: [ANN] }, { comments: [ANN, mine] }, { comments: [ANN] }));
    expect(base.comments).to.deep.equal([
      ...baseOf(ticket({}, { comments: [ANN] })).comments,
      { id: '55', author: 'me', at: null, text: { markdown: 'Me too', jira: wiki('Me too') } },
    ]);
  });

  it('an edited comment in its place, a removed one no more', () => {
    const bob = comment('2', 'When?', { author: 'bob' });
    const both = { comments: [ANN, bob] };
    const edited = agreedAfter(told(both, { comments: [{ ...ANN, body: 'It burned.' }, bob] }, both));
    expect(edited.comments.map(({ id, text }) => [id, text.markdown])).to.deep.equal([
      ['1', 'It burned.'],
      ['2', 'When?'],
    ]);
    expect(agreedAfter(told(both, { comments: [bob] }, both)).comments.map(({ id }) => id)).to.deep.equal(['2']);
  });

  it('a comment that was created again takes the place of the one that Jira lost', () => {
    const world = told({ comments: [ANN] }, { comments: [{ ...ANN, body: 'Edited' }] }, { comments: [] });
    const base = agreedAfter(world, { format: formatWith({ comments: 'git' }) });
    expect(base.comments.map(({ id }) => id)).to.deep.equal(['55']);
  });

  it('a time entry: new, edited, removed, and created again', () => {
    const longer = { ...ENTRY, seconds: 7200 };
    const one = { worklogs: [ENTRY] };
    const ids = (base: TicketBase) => base.worklogs.map(({ id, line, seconds }) => [id, line, seconds]);
    expect(ids(agreedAfter(told({}, { worklogs: [{ ...ENTRY, line: 'x1' }] }, {})))).to.deep.equal([
      ['55', 'x1', 3600],
    ]);
    expect(ids(agreedAfter(told(one, { worklogs: [longer] }, one)))).to.deep.equal([['7', '7', 7200]]);
    expect(ids(agreedAfter(told(one, {}, one)))).to.deep.equal([]);
    const again = agreedAfter(told(one, { worklogs: [longer] }, {}), { format: formatWith({ worklogs: 'git' }) });
    expect(ids(again)).to.deep.equal([['55', '7', 7200]]);
  });
});

describe('where a ticket starts', () => {
  it('at a first meeting: nothing is agreed but which issue it is', () => {
    const empty = { id: '10001', key: 'APP-1', values: {}, texts: {}, comments: [], worklogs: [], holds: [] };
    expect(baseToStartFrom(observationOf({ git: ticket(), jira: ticket() }))).to.deep.equal(empty);
  });

  it('with what is agreed, where something is', () => {
    expect(baseToStartFrom(observationOf({ base: ticket(), jira: ticket() }))).to.deep.equal(baseOf(ticket()));
  });

  it('with nothing, where Jira has no issue', () => {
    expect(baseToStartFrom(observationOf({ git: ticket() }))).to.equal(null);
  });

  it('just born: what was sent is agreed, what could not be sent is git`s to say', () => {
    const says = ticket({
      status: 'Done',
      links: ['blocks APP-2'],
      priority: null,
      reporter: null,
      created: null,
      updated: null,
    });
    const work = workOf({ git: says, more: { key: null, path: 'issues/new.md' } });
    const [action] = work.plan.jira;
    if (action?.kind !== 'create-issue') throw new Error('the issue is not created');
    const base = baseOfCreated(action, { id: '10001', key: 'APP-1' }, work.observation, formatWith({}));
    expect(base.values).to.deep.equal({ title: 'Login fails', type: 'Bug', status: null, links: null });
    expect(base.texts.description).to.deep.equal({ markdown: says.description, jira: wiki(says.description) });
  });
});

/** The base after Jira took everything that the plan sends. */
function agreedAfter(world: World, settings: Partial<PlanSettings> = {}): TicketBase {
  const work = workOf(world, settings);
  const done = work.plan.jira.map((action) => doneOf(action));
  expect(done).not.to.deep.equal([]);
  if (work.observation.base === null) throw new Error('nothing was agreed before');
  return acknowledge(work.observation.base, done, { ...work, settings: settingsWith(settings) });
}

function three(base: Told['values'], git: Told['values'], jira: Told['values']): World {
  return { base: ticket(base), git: ticket(git), jira: ticket(jira) };
}

type Content = Partial<Omit<Told, 'values'>>;

function told(base: Content, git: Content, jira: Content): World {
  return { base: ticket({}, base), git: ticket({}, git), jira: ticket({}, jira) };
}
