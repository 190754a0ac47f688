import { expect } from 'chai';
import { Failure } from '../../src/model/failure.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { sameJiraText } from '../../src/model/text/reconcile/same-text.ts';
import type { CreateAction, JiraAction } from '../../src/reconciler/jira-action.ts';
import type { JiraPoll, JiraSide } from '../../src/reconciler/jira-side.ts';
import type { JiraTicket } from '../../src/reconciler/jira-ticket.ts';

export type IssueRef = { readonly id: string; readonly key: string };

/**
 * A Jira with one side connected to it and people who work in it. Its project is `APP` with the types Task and Bug, the
 * component `api` and the statuses To Do, In Progress, In Review, Done (each one step from the next) and Closed, which
 * asks for a resolution. The side's account is `tract`; `anna` and `ben` are people.
 */
export interface JiraWorld {
  readonly side: JiraSide;
  /** A text in the form of the site. */
  text(words: string): JiraText;
  /** Acts of anna's in Jira's own user interface. */
  createIssue(title: string): Promise<IssueRef>;
  editTitle(key: string, title: string): Promise<void>;
  comment(key: string, words: string): Promise<string>;
  removeComment(key: string, comment: string): Promise<void>;
  logWork(key: string, seconds: number, started: string, words: string): Promise<string>;
  removeWorklog(key: string, worklog: string): Promise<void>;
  deleteIssue(key: string): Promise<void>;
  /** Lets Jira's time pass, past every lag of its feeds and its index. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const STARTED = '2026-02-14T09:00:00Z';

/**
 * What every Jira side must do, told over a world of its own for each test. `unclaimed` are titles of promises that a
 * simpler world does not make; the real sides make them all.
 */
export function jiraSideContract(
  name: string,
  makeWorld: () => Promise<JiraWorld>,
  unclaimed: ReadonlySet<string> = new Set(),
): void {
  const it = (title: string, test: () => Promise<void>): void => {
    if (!unclaimed.has(title)) globalThis.it(title, test);
  };
  describe(`${name} keeps the contract of a Jira side`, () => {
    let world: JiraWorld;

    beforeEach(async () => {
      world = await makeWorld();
    });

    afterEach(async () => {
      await world.close();
    });

    const read = async (ref: string): Promise<JiraTicket> => {
      const reading = (await world.side.read([ref])).get(ref);
      if (reading?.kind !== 'present') throw new Error(`${ref} is missing`);
      return reading.ticket;
    };
    const perform = (action: object) => world.side.perform(action as JiraAction);
    const on = (issue: IssueRef) => ({ ...issue, reason: 'test' });
    const listAll = async (): Promise<readonly JiraTicket[]> => {
      const found: JiraTicket[] = [];
      for await (const page of world.side.list()) found.push(...page.tickets);
      return found;
    };

    describe('says who it is', () => {
      it('names its flavor, its account and a time zone', async () => {
        const site = await world.side.connect();
        expect(site.account).to.equal('tract');
        expect(site.text).to.equal(site.flavor === 'cloud' ? 'adf' : 'wiki');
        expect(site.zone).to.not.equal('');
      });
    });

    describe('shows what is there', () => {
      it('lists every issue once, whole', async () => {
        const first = await world.createIssue('First');
        await world.createIssue('Second');
        await world.comment(first.key, 'Hello');
        await world.settle();
        const tickets = await listAll();
        expect(tickets.map((ticket) => ticket.values.title)).to.deep.equal(['First', 'Second']);
        expect(tickets[0]?.comments.map((comment) => comment.author)).to.deep.equal(['anna']);
      });

      it('gives stamps of the same issues as the list', async () => {
        await world.createIssue('First');
        await world.createIssue('Second');
        await world.settle();
        const stamps = [];
        for await (const page of world.side.stamps()) stamps.push(...page);
        const tickets = await listAll();
        const expected = tickets.map(({ id, key, updated }) => ({ id, key, updated }));
        expect(stamps).to.deep.equal(expected);
      });

      it('reads by id and by key, and answers for each ref', async () => {
        const issue = await world.createIssue('First');
        const readings = await world.side.read([issue.id, issue.key, 'APP-9999', '../secret']);
        expect([...readings].map(([ref, { kind }]) => [ref, kind])).to.deep.equal([
          [issue.id, 'present'],
          [issue.key, 'present'],
          ['APP-9999', 'missing'],
          ['../secret', 'missing'],
        ]);
      });

      it('reads fresh what was just changed', async () => {
        const issue = await world.createIssue('First');
        await world.editTitle(issue.key, 'Renamed');
        expect((await read(issue.key)).values.title).to.equal('Renamed');
      });

      it('shows comments and time entries by their ids, and leaves out what is gone', async () => {
        const { id, key } = await world.createIssue('Talked about');
        const [kept, gone] = [await world.comment(key, 'Kept'), await world.comment(key, 'Gone')];
        const logged = await world.logWork(key, 3600, STARTED, 'Kept');
        const unlogged = await world.logWork(key, 1800, STARTED, 'Gone');
        await world.removeComment(key, gone);
        await world.removeWorklog(key, unlogged);
        const whole = await read(key);
        const shown = await world.side.readEntries(id, { comments: [kept, gone], worklogs: [logged, unlogged] });
        expect(shown).to.deep.equal({ comments: whole.comments, worklogs: whole.worklogs });
      });

      it('says who changed an issue last', async () => {
        const issue = await world.createIssue('First');
        await world.editTitle(issue.key, 'Renamed');
        expect((await read(issue.key)).changedBy).to.equal('anna');
      });

      it('says who gave a field its value, when, and which entry of the changelog tells it', async () => {
        const issue = await world.createIssue('First');
        await world.editTitle(issue.key, 'Second');
        await world.editTitle(issue.key, 'Third');
        const { id, key } = issue;
        const action = { kind: 'update-issue', id, key, values: { labels: null }, sets: {}, texts: {}, reason: 'test' };
        await perform({ ...action, values: {}, texts: { description: world.text('Words') } });
        const subjects = ['title', 'description', 'type'].map((name) => ({ kind: 'field', name }) as const);
        const [title, description, type] = await world.side.lastChanges(issue.id, subjects);
        expect(title?.by).to.equal('anna');
        expect(title?.at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(title?.from).to.include('Second');
        expect(title?.to).to.include('Third');
        expect(description?.by).to.equal('tract');
        expect(Number(description?.change)).to.be.greaterThan(Number(title?.change));
        expect(type).to.include({ by: 'anna', change: null });
      });

      it('says who wrote a comment and a time entry, and nothing of what is not there', async () => {
        const issue = await world.createIssue('First');
        const comment = await world.comment(issue.key, 'Hello');
        const worklog = await world.logWork(issue.key, 3600, STARTED, 'Looked');
        const add = { kind: 'add-comment', ref: 'comment:new-1', author: 'ben', body: world.text('Of ben') };
        const { id: other } = await perform({ ...add, ...on(issue) });
        await world.removeComment(issue.key, comment);
        const [gone, entry, named, never] = await world.side.lastChanges(issue.id, [
          { kind: 'comment', id: comment },
          { kind: 'worklog', id: worklog },
          { kind: 'comment', id: other ?? '' },
          { kind: 'comment', id: '../secret' },
        ]);
        expect([gone, never]).to.deep.equal([null, null]);
        expect(entry).to.include({ by: 'anna', change: null });
        expect(named?.by).to.equal('ben');
      });

      it('shows a deleted issue as missing', async () => {
        const issue = await world.createIssue('First');
        await world.deleteIssue(issue.key);
        expect((await world.side.read([issue.id])).get(issue.id)).to.deep.equal({ kind: 'missing' });
      });
    });

    describe('tells what moved', () => {
      const pollAgain = (poll: JiraPoll) => world.side.poll(poll.cursor);

      it('starts at now, with nothing', async () => {
        const start = await world.side.poll(null);
        expect(start.stamps).to.deep.equal([]);
        expect(start.worklogIssues).to.deep.equal([]);
      });

      it('names an issue that was created, edited or commented', async () => {
        const start = await world.side.poll(null);
        const issue = await world.createIssue('First');
        await world.settle();
        const created = await pollAgain(start);
        expect(created.stamps.map((stamp) => stamp.key)).to.deep.equal([issue.key]);
        await world.comment(issue.key, 'Hello');
        await world.settle();
        const commented = await pollAgain(created);
        const stamp = commented.stamps.find(({ id }) => id === issue.id);
        expect(stamp?.updated).to.not.equal(created.stamps[0]?.updated);
      });

      it('names a worklog that was added once, and one that was removed once', async () => {
        const issue = await world.createIssue('First');
        await world.settle();
        const start = await world.side.poll(null);
        const worklog = await world.logWork(issue.key, 3600, STARTED, 'Work');
        await world.settle();
        const added = await pollAgain(start);
        expect(added.worklogIssues.length + added.stamps.length).to.be.greaterThan(0);
        await world.removeWorklog(issue.key, worklog);
        await world.settle();
        const removed = await pollAgain(added);
        expect(removed.deletedWorklogs).to.deep.equal([worklog]);
        const quiet = await pollAgain(removed);
        expect(quiet.deletedWorklogs).to.deep.equal([]);
        expect(quiet.worklogIssues).to.deep.equal([]);
      });
    });

    describe('makes issues', () => {
      const create = (uid: string): CreateAction => ({
        kind: 'create-issue',
        uid,
        path: 'issues/new.md',
        values: { title: 'Made in git', type: 'Task', labels: ['a', 'b'], components: ['api'], due: '2026-03-01' },
        texts: { description: world.text('Some words') },
        reason: 'test',
      });

      it('creates what was asked for', async () => {
        const receipt = await perform(create('u-1'));
        const ticket = await read(receipt.id ?? '');
        expect(ticket.key).to.equal(receipt.key);
        expect(ticket.values).to.include({ title: 'Made in git', type: 'Task', due: '2026-03-01' });
        expect(ticket.values.labels).to.deep.equal(['a', 'b']);
        expect(ticket.values.components).to.deep.equal(['api']);
        expect(sameJiraText(ticket.texts.description ?? null, world.text('Some words'))).to.equal(true);
      });

      it('finds an issue again by its uid', async () => {
        const atMs = Date.now();
        const receipt = await perform(create('u-1'));
        await world.settle();
        expect(await world.side.find({ action: create('u-1'), atMs, known: [] })).to.deep.equal({
          kind: 'found',
          receipt,
        });
      });

      it('tells which issues were made of which files, but for those that are known', async () => {
        const sinceMs = Date.now();
        await world.createIssue('By hand');
        const known = await perform(create('u-1'));
        const receipt = await perform({ ...create('u-2'), path: 'issues/idea.md', content: 'c0ffee' });
        await world.settle();
        const born = await world.side.born(sinceMs, (id) => id === known.id);
        expect(born).to.deep.equal([{ ...receipt, uid: 'u-2', path: 'issues/idea.md', content: 'c0ffee' }]);
      });

      it('refuses a type that is not there, and names the field', async () => {
        const failure = await refusal(perform({ ...create('u-1'), values: { title: 'X', type: 'Nonsense' } }));
        expect(failure.kind).to.equal('rejected');
        expect(failure.fields).to.have.property('type');
      });
    });

    describe('edits issues', () => {
      it('changes what is named and nothing else', async () => {
        const issue = await world.createIssue('First');
        const texts = { description: world.text('New text') };
        await perform({ ...on(issue), kind: 'update-issue', values: { title: 'Second' }, sets: {}, texts });
        const ticket = await read(issue.key);
        expect(ticket.values).to.include({ title: 'Second', type: 'Task', status: 'To Do' });
        expect(sameJiraText(ticket.texts.description ?? null, texts.description)).to.equal(true);
      });

      it('adds and removes members of a set', async () => {
        const issue = await world.createIssue('First');
        const update = { ...on(issue), kind: 'update-issue', values: {}, texts: {} };
        await perform({ ...update, sets: { labels: { add: ['x', 'y'], remove: [] } } });
        await perform({ ...update, sets: { labels: { add: ['z'], remove: ['x'] } } });
        expect((await read(issue.key)).values.labels).to.deep.equal(['y', 'z']);
      });

      it('assigns and unassigns', async () => {
        const issue = await world.createIssue('First');
        const update = { ...on(issue), kind: 'update-issue', sets: {}, texts: {} };
        await perform({ ...update, values: { assignee: 'anna' } });
        expect((await read(issue.key)).values.assignee).to.equal('anna');
        await perform({ ...update, values: { assignee: null } });
        expect((await read(issue.key)).values.assignee).to.equal(null);
      });

      it('refuses in words by our own field names', async () => {
        const issue = await world.createIssue('First');
        const title = 'x'.repeat(300);
        const failure = await refusal(
          perform({ ...on(issue), kind: 'update-issue', values: { title }, sets: {}, texts: {} }),
        );
        expect(failure.kind).to.equal('rejected');
        expect(failure.fields).to.have.property('title');
      });
    });

    describe('walks the workflow', () => {
      const move = (issue: IssueRef, to: string, values = {}) =>
        perform({ ...on(issue), kind: 'transition', from: 'To Do', to, values });

      it('takes a direct transition', async () => {
        const issue = await world.createIssue('First');
        await move(issue, 'In Progress');
        expect((await read(issue.key)).values.status).to.equal('In Progress');
      });

      it('takes several where there is no direct one', async () => {
        const issue = await world.createIssue('First');
        await move(issue, 'Done');
        expect((await read(issue.key)).values.status).to.equal('Done');
      });

      it('gives a screen what it asks for', async () => {
        const issue = await world.createIssue('First');
        await move(issue, 'Closed', { resolution: 'Duplicate' });
        expect((await read(issue.key)).values).to.include({ status: 'Closed', resolution: 'Duplicate' });
      });

      it('says what a screen asks for where nothing is given, and stays', async () => {
        const issue = await world.createIssue('First');
        const failure = await refusal(move(issue, 'Closed'));
        expect(failure.kind).to.equal('rejected');
        expect(failure.message).to.include('resolution').and.to.include('Duplicate');
        expect((await read(issue.key)).values.status).to.equal('To Do');
      });

      it('says which statuses there are where the wanted one is not, and stays', async () => {
        const issue = await world.createIssue('First');
        const failure = await refusal(move(issue, 'Nirvana'));
        expect(failure.kind).to.equal('rejected');
        expect(failure.message).to.include('Nirvana').and.to.include('In Review');
        expect((await read(issue.key)).values.status).to.equal('To Do');
      });
    });

    describe('links issues', () => {
      it('adds and removes a link in either direction', async () => {
        const [one, two] = [await world.createIssue('One'), await world.createIssue('Two')];
        await perform({ ...on(one), kind: 'add-link', link: `blocks ${two.key}` });
        await perform({ ...on(one), kind: 'add-link', link: `is duplicated by ${two.key}` });
        const ticket = await read(one.key);
        expect(ticket.values.links).to.deep.equal([`blocks ${two.key}`, `is duplicated by ${two.key}`]);
        expect((await read(two.key)).values.links).to.deep.equal([`duplicates ${one.key}`, `is blocked by ${one.key}`]);
        const link = `blocks ${two.key}`;
        await perform({ ...on(one), kind: 'remove-link', link, linkId: ticket.linkIds[link] });
        expect((await read(one.key)).values.links).to.deep.equal([`is duplicated by ${two.key}`]);
      });

      it('refuses a phrase that is not there, and names the ones that are', async () => {
        const issue = await world.createIssue('One');
        const failure = await refusal(perform({ ...on(issue), kind: 'add-link', link: 'adores APP-2' }));
        expect(failure.fields.links).to.include('is blocked by');
      });
    });

    for (const author of ['ben', 'tract']) {
      describe(`writes comments of ${author}`, () => {
        const add = (issue: IssueRef, words: string) => ({
          ...on(issue),
          kind: 'add-comment',
          uid: 'u-1',
          ref: 'comment',
          author,
          body: world.text(words),
        });

        it('adds, edits and removes one, and keeps its author', async () => {
          const issue = await world.createIssue('First');
          const { id } = await perform(add(issue, 'Hello'));
          await expectComment(issue, 'Hello', author);
          const edit = { ...on(issue), kind: 'edit-comment', ref: 'comment', comment: id, author };
          await perform({ ...edit, body: world.text('Goodbye') });
          await expectComment(issue, 'Goodbye', author);
          await perform({ ...on(issue), kind: 'remove-comment', ref: 'comment', comment: id });
          expect((await read(issue.key)).comments).to.deep.equal([]);
        });

        it('finds one again by what it says', async () => {
          const issue = await world.createIssue('First');
          const { id: known } = await perform(add(issue, 'Hello'));
          const receipt = await perform(add(issue, 'Hello'));
          const attempt = { action: add(issue, 'Hello') as CreateAction, atMs: Date.now(), known: [known ?? ''] };
          expect(await world.side.find(attempt)).to.deep.equal({ kind: 'found', receipt });
        });

        it('does not find one that was never written', async () => {
          const issue = await world.createIssue('First');
          await world.comment(issue.key, 'Hello');
          const attempt = { action: add(issue, 'Hello') as CreateAction, atMs: Date.now(), known: [] };
          expect(await world.side.find(attempt)).to.deep.equal({ kind: 'absent' });
        });
      });

      describe(`logs the time of ${author}`, () => {
        const entry = (issue: IssueRef, words: string | null) => ({
          ...on(issue),
          ref: 'worklog',
          author,
          seconds: 5400,
          started: STARTED,
          comment: words === null ? null : world.text(words),
        });

        it('adds, edits and removes an entry, and keeps its author', async () => {
          const issue = await world.createIssue('First');
          const { id } = await perform({ ...entry(issue, 'Work'), kind: 'add-worklog', uid: 'u-1' });
          await expectWorklog(issue, { seconds: 5400, words: 'Work' });
          const edit = { ...entry(issue, 'More work'), kind: 'edit-worklog', worklog: id };
          await perform({ ...edit, seconds: 7200 });
          await expectWorklog(issue, { seconds: 7200, words: 'More work' });
          await perform({ ...on(issue), kind: 'remove-worklog', ref: 'worklog', worklog: id });
          expect((await read(issue.key)).worklogs).to.deep.equal([]);
        });

        it('adds an entry without a comment, and empties the comment of another', async () => {
          const issue = await world.createIssue('First');
          const { id } = await perform({ ...entry(issue, null), kind: 'add-worklog', uid: 'u-1' });
          await expectWorklog(issue, { seconds: 5400, words: null });
          await perform({ ...entry(issue, 'Work'), kind: 'edit-worklog', worklog: id });
          await perform({ ...entry(issue, null), kind: 'edit-worklog', worklog: id });
          await expectWorklog(issue, { seconds: 5400, words: null });
        });

        it('finds an entry again by author, start, length and comment', async () => {
          const issue = await world.createIssue('First');
          const action = { ...entry(issue, 'Work'), kind: 'add-worklog', uid: 'u-1' };
          const receipt = await perform(action);
          const attempt = { action: action as unknown as CreateAction, atMs: Date.now(), known: [] };
          expect(await world.side.find(attempt)).to.deep.equal({ kind: 'found', receipt });
        });

        const expectWorklog = async (
          issue: IssueRef,
          { seconds, words }: { seconds: number; words: string | null },
        ) => {
          const [worklog] = (await read(issue.key)).worklogs;
          expect(worklog).to.include({ author, seconds, started: STARTED });
          const wanted = words === null ? null : world.text(words);
          expect(sameJiraText(worklog?.comment ?? null, wanted)).to.equal(true);
        };
      });
    }

    it("edits a person's comment without putting a name over it", async () => {
      const issue = await world.createIssue('First');
      const comment = await world.comment(issue.key, 'Hello');
      const edit = { ...on(issue), kind: 'edit-comment', ref: 'comment', comment, author: 'anna' };
      await perform({ ...edit, body: world.text('Goodbye') });
      await expectComment(issue, 'Goodbye', 'anna');
    });

    it('takes what is gone already as removed, and what is to be edited as stale', async () => {
      const issue = await world.createIssue('First');
      const comment = await world.comment(issue.key, 'Hello');
      await world.removeComment(issue.key, comment);
      await perform({ ...on(issue), kind: 'remove-comment', ref: 'comment', comment });
      const edit = { ...on(issue), kind: 'edit-comment', ref: 'comment', comment, author: 'anna' };
      expect((await refusal(perform({ ...edit, body: world.text('x') }))).kind).to.equal('stale');
    });

    async function expectComment(issue: IssueRef, words: string, author: string): Promise<void> {
      const { comments } = await read(issue.key);
      expect(comments.map((comment) => comment.author)).to.deep.equal([author]);
      expect(sameJiraText(comments[0]?.body ?? null, world.text(words))).to.equal(true);
    }
  });
}

/** The failure with which a promise rejects. */
export async function refusal(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It was not refused');
}
