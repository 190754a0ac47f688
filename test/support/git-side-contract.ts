import { expect } from 'chai';
import { parseProjectConfig, ticketFormatOf } from '../../src/model/project-config.ts';
import type { TicketFormat } from '../../src/model/ticket.ts';
import type { GitWorklog } from '../../src/model/worklog.ts';
import { createGitSide } from '../../src/reconciler/git/create-git-side.ts';
import type { GitAction } from '../../src/reconciler/git-action.ts';
import type { GitSide } from '../../src/reconciler/git-side.ts';
import type { ObjectStore, TreeEdit } from '../../src/snapshot/object-store.ts';
import { BRANCH, CONFIG } from './world.ts';

const JANE = { name: 'jane', email: 'jane@example.com' };
const TICKET = '---\ntitle: Login fails\nown: kept\n---\n\nIt does not work.\n';
const LINE = '{"issue":"APP-1","author":"jane","time":"1h","started":"2026-02-03T09:00:00Z","id":"w-1"}\n';
const WORKLOG: GitWorklog = {
  id: 'w-2',
  issue: 'APP-2',
  author: 'jane',
  seconds: 7200,
  started: '2026-02-04T09:00:00Z',
  comment: '',
};

/** What the git side must do over every ObjectStore. `make` gives an empty one. */
export function gitSideContract(name: string, make: () => Promise<ObjectStore>): void {
  describe(`git side over ${name}`, () => {
    const format = formatOfConfig();
    let store: ObjectStore;
    let side: GitSide;
    let nowMs: number;

    beforeEach(async () => {
      store = await make();
      side = createGitSide(store, BRANCH);
      nowMs = Date.UTC(2026, 1, 14, 9, 0, 0);
    });

    afterEach(async () => {
      await store.close();
    });

    const commit = async (edits: readonly TreeEdit[], author = JANE): Promise<string> => {
      nowMs += 60_000;
      const from = await store.resolve(BRANCH);
      const parents = from === null ? [] : [from];
      const to = await store.writeCommit({ parents, edits, message: 'edit', author, committer: JANE, atMs: nowMs });
      expect(await store.moveRefs([{ ref: BRANCH, from, to }])).to.equal(true);
      return to;
    };
    const write = (files: Readonly<Record<string, string>>) => commit(Object.entries(files).map(putOf));
    const remove = (...paths: readonly string[]) => commit(paths.map((path) => ({ kind: 'remove', path }) as const));
    const apply = async (...actions: readonly GitAction[]) => {
      const { edits, refused } = await side.stage(await side.tip(), actions, format);
      expect([...refused]).to.deep.equal([]);
      return commit(edits);
    };
    const textAt = async (at: string, path: string) => {
      const entry = (await store.lookUp(at, [path])).get(path);
      const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
      return bytes ? new TextDecoder().decode(bytes) : null;
    };

    describe('tells what moved', () => {
      it('knows no tip before the first push, and the tip after', async () => {
        expect(await side.tip()).to.equal(null);
        const tip = await write({ 'issues/APP-1.md': TICKET });
        expect(await side.tip()).to.equal(tip);
      });

      it('counts everything as moved where nothing was looked at', async () => {
        const tip = await write({
          'issues/APP-1.md': TICKET,
          'worklogs/2026-02.jsonl': LINE,
          '.tract/config.yaml': CONFIG,
        });
        const changes = await side.changes(null, tip, format);
        expect(changes.files.map(({ path }) => path)).to.deep.equal(['issues/APP-1.md']);
        expect(changes.keys).to.deep.equal(['APP-1']);
        expect(changes.project).to.equal(true);
        expect(changes.problems).to.deep.equal([]);
      });

      it('names a changed, an added and a removed ticket, and no other', async () => {
        const from = await write({ 'issues/APP-1.md': TICKET, 'issues/APP-2.md': TICKET, 'issues/APP-3.md': TICKET });
        await remove('issues/APP-2.md');
        const to = await write({ 'issues/APP-1.md': `${TICKET}More.\n`, 'issues/an idea.md': TICKET });
        const changes = await side.changes(from, to, format);
        const told = changes.files.map(({ path, blob }) => [path, blob === null ? 'gone' : 'there']);
        expect(told).to.have.deep.members([
          ['issues/APP-1.md', 'there'],
          ['issues/APP-2.md', 'gone'],
          ['issues/an idea.md', 'there'],
        ]);
        expect(changes.project).to.equal(false);
      });

      it('names no ticket that was changed and changed back', async () => {
        const from = await write({ 'issues/APP-1.md': TICKET });
        await write({ 'issues/APP-1.md': 'x' });
        const to = await write({ 'issues/APP-1.md': TICKET });
        expect((await side.changes(from, to, format)).touched).to.deep.equal([]);
      });

      it('names the tickets whose time entries differ, and none whose lines only moved', async () => {
        const other = LINE.replace('APP-1', 'APP-2');
        const third = LINE.replace('APP-1', 'APP-3');
        const from = await write({ 'worklogs/2026-02.jsonl': LINE + other });
        const to = await write({ 'worklogs/2026-02.jsonl': other.replace('1h', '2h') + LINE + third });
        expect((await side.changes(from, to, format)).keys).to.have.members(['APP-2', 'APP-3']);
      });

      it('reports what can be no ticket, and lines that name none', async () => {
        const from = await write({ 'issues/APP-1.md': TICKET });
        const to = await write({
          'issues/sub/APP-2.md': TICKET,
          'issues/notes.txt': 'x',
          'worklogs/2026-02.jsonl': `${LINE}two hours\n{"issue":"APP-1","author":"jane"}\n`,
        });
        const { problems, files } = await side.changes(from, to, format);
        expect(files).to.deep.equal([]);
        const told = new Map(problems.map(({ path, reason }) => [path, reason]));
        expect([...told.keys()]).to.have.members(['issues/sub/APP-2.md', 'issues/notes.txt', 'worklogs/2026-02.jsonl']);
        expect(told.get('worklogs/2026-02.jsonl')).to.include('line 2').and.to.not.include('line 3');
      });
    });

    describe('reads', () => {
      it('a good, a broken and no file, each asked path in the answer', async () => {
        const tip = await write({ 'issues/APP-1.md': TICKET, 'issues/APP-2.md': '---\ntitle: [unclosed\n---\n' });
        const paths = ['issues/APP-1.md', 'issues/APP-2.md', 'issues/APP-3.md'];
        const states = await side.readTickets(tip, paths, format);
        expect([...states].map(([path, { kind }]) => [path, kind])).to.deep.equal([
          ['issues/APP-1.md', 'ticket'],
          ['issues/APP-2.md', 'broken'],
          ['issues/APP-3.md', 'absent'],
        ]);
        expect([...(await side.listTickets(tip)).keys()]).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
      });

      it('a file that was removed, by its content', async () => {
        const from = await write({ 'issues/APP-1.md': TICKET });
        const blob = (await side.listTickets(from)).get('issues/APP-1.md') ?? '';
        await remove('issues/APP-1.md');
        expect((await side.readTicketBlob(blob, format))?.doc.values.title).to.equal('Login fails');
        expect(await side.readTicketBlob('0123456789'.repeat(4), format)).to.equal(null);
      });

      it('the time entries of each ticket from all months, with the lines that nobody can read', async () => {
        const march = LINE.replace('2026-02', '2026-03').replace('w-1', 'w-3');
        const tip = await write({ 'worklogs/2026-02.jsonl': `${LINE}two hours\n`, 'worklogs/2026-03.jsonl': march });
        const worklogs = await side.readWorklogs(tip, ['APP-1', 'APP-2'], format);
        const [one, two] = [worklogs.get('APP-1'), worklogs.get('APP-2')];
        expect(one?.lines.map(({ month, line, worklog }) => [month, line, worklog.id])).to.deep.equal([
          ['2026-02', 1, 'w-1'],
          ['2026-03', 1, 'w-3'],
        ]);
        expect(two?.lines).to.deep.equal([]);
        expect(two?.problems.map(({ month, line }) => [month, line])).to.deep.equal([['2026-02', 2]]);
      });

      it('nothing of a repository without a branch', async () => {
        expect((await side.readTickets(null, ['issues/APP-1.md'], format)).get('issues/APP-1.md')).to.deep.equal({
          kind: 'absent',
        });
        expect((await side.readWorklogs(null, ['APP-1'], format)).get('APP-1')?.lines).to.deep.equal([]);
      });

      it('the files of the project, null where one is missing', async () => {
        const tip = await write({ '.tract/config.yaml': CONFIG });
        expect(await side.readProject(tip)).to.deep.equal({ config: CONFIG, users: null });
      });

      it('who changed a file last, and when', async () => {
        await write({ 'issues/APP-1.md': TICKET });
        const author = { name: 'ben', email: 'ben@example.com' };
        await commit([putOf(['issues/APP-1.md', `${TICKET}More.\n`])], author);
        const atMs = nowMs;
        const tip = await write({ 'issues/APP-2.md': TICKET });
        expect(await side.lastChange(tip, 'issues/APP-1.md')).to.deep.equal({ ...author, atMs });
        expect(await side.lastChange(tip, 'issues/APP-9.md')).to.equal(null);
      });
    });

    describe('says who gave a value', () => {
      const BEN = { name: 'ben', email: 'ben@example.com' };
      const field = (name: string) => ({ kind: 'field', name }) as const;
      const put = (path: string, content: string, author = JANE) => commit([putOf([path, content])], author);

      it('the commit since which a field is what it is, not the last one of the file', async () => {
        await write({ 'issues/APP-1.md': TICKET });
        const renamed = TICKET.replace('Login fails', 'Login hangs');
        const second = await put('issues/APP-1.md', renamed, BEN);
        const atMs = nowMs;
        const tip = await put('issues/APP-1.md', renamed.replace('does not', 'did not'));
        const [title, description] = await side.attribute(
          tip,
          'issues/APP-1.md',
          [field('title'), field('description')],
          format,
        );
        expect(title).to.deep.equal({ ...BEN, atMs, commit: second });
        expect(description).to.include({ name: 'jane', commit: tip });
      });

      it('the commit that removed a value, a comment or a time entry', async () => {
        const comment = '\n## Comments\n\n**ben** - 2026-02-03 09:00:00\n\nMe too.\n';
        await write({ 'issues/APP-1.md': `${TICKET}${comment}`, 'worklogs/2026-02.jsonl': LINE });
        await write({ 'issues/APP-1.md': TICKET });
        const gone = await put('worklogs/2026-02.jsonl', '', BEN);
        const tip = await put('issues/APP-2.md', TICKET);
        const subject = { kind: 'comment', author: 'ben', at: '2026-02-03T09:00:00Z' } as const;
        const [removed] = await side.attribute(tip, 'issues/APP-1.md', [subject], format);
        expect(removed?.name).to.equal('jane');
        const line = { kind: 'worklog', issue: 'APP-1', author: 'jane', started: '2026-02-03T09:00:00Z' } as const;
        for (const id of ['w-1', null]) {
          const [entry] = await side.attribute(tip, 'worklogs/2026-02.jsonl', [{ ...line, id }], format);
          expect(entry).to.include({ name: 'ben', commit: gone });
        }
      });

      it('follows a file to the name that it had before its ticket had a key', async () => {
        const first = await put('issues/APP-OFFLINE-a1.md', TICKET, BEN);
        await commit([
          { kind: 'remove', path: 'issues/APP-OFFLINE-a1.md' },
          putOf(['issues/APP-1.md', TICKET.replace('own: kept', 'priority: High')]),
        ]);
        const tip = await put('issues/APP-2.md', TICKET);
        const [title, priority] = await side.attribute(
          tip,
          'issues/APP-1.md',
          [field('title'), field('priority')],
          format,
        );
        expect(title).to.include({ name: 'ben', commit: first });
        expect(priority?.name).to.equal('jane');
      });

      it('who changed a file at all, and nothing of a file that never was', async () => {
        await write({ 'issues/APP-1.md': TICKET });
        const tip = await put('issues/APP-1.md', `${TICKET}More.\n`, BEN);
        const [file] = await side.attribute(tip, 'issues/APP-1.md', [{ kind: 'file' }], format);
        expect(file).to.include({ name: 'ben', commit: tip });
        expect(await side.attribute(tip, 'issues/APP-9.md', [field('title')], format)).to.deep.equal([null]);
      });
    });

    describe('writes', () => {
      const edit = { values: { title: 'Renamed' }, texts: {}, comments: null };

      it('only what changes in a file, and gives it its name', async () => {
        const from = await write({ 'issues/an idea.md': TICKET });
        const blob = (await side.listTickets(from)).get('issues/an idea.md') ?? '';
        const [path, to] = ['issues/an idea.md', 'issues/APP-1.md'];
        const tip = await apply({ kind: 'write-ticket', path, to, from: blob, edit, reason: 'test' });
        expect(await textAt(tip, to)).to.equal(TICKET.replace('Login fails', 'Renamed'));
        expect(await textAt(tip, path)).to.equal(null);
      });

      it('a new file, and none that is removed', async () => {
        await write({ 'issues/APP-1.md': TICKET });
        const [path, to] = ['issues/APP-2.md', 'issues/APP-2.md'];
        const tip = await apply(
          { kind: 'write-ticket', path, to, from: null, edit, reason: 'test' },
          { kind: 'remove-ticket', path: 'issues/APP-1.md', reason: 'test' },
        );
        expect([...(await side.listTickets(tip)).keys()]).to.deep.equal(['issues/APP-2.md']);
        const state = (await side.readTickets(tip, [path], format)).get(path);
        expect(state?.kind === 'ticket' && state.doc.values.title).to.equal('Renamed');
      });

      it('adds, changes and removes lines of one month together, by their numbers before', async () => {
        const [second, third] = [LINE.replace('w-1', 'w-8'), LINE.replace('w-1', 'w-9')];
        await write({ 'worklogs/2026-02.jsonl': LINE + second + third });
        const [month, reason] = ['2026-02', 'test'];
        const changed = { ...WORKLOG, id: 'w-9', issue: 'APP-1', started: '2026-02-03T09:00:00Z' };
        const tip = await apply(
          { kind: 'remove-worklog', month, line: 1, reason },
          { kind: 'replace-worklog', month, line: 3, worklog: changed, reason },
          { kind: 'add-worklog', worklog: WORKLOG, reason },
        );
        const added = '{"issue":"APP-2","author":"jane","time":"2h","started":"2026-02-04T09:00:00Z","id":"w-2"}\n';
        expect(await textAt(tip, 'worklogs/2026-02.jsonl')).to.equal(second + third.replace('1h', '2h') + added);
      });

      it('writes no file in the place of one that was not read', async () => {
        const tip = await write({ 'issues/APP-1.md': TICKET });
        const blind = {
          kind: 'write-ticket',
          path: 'issues/APP-1.md',
          to: 'issues/APP-1.md',
          from: null,
          edit,
        } as const;
        const staged = await side.stage(tip, [{ ...blind, reason: 'test' }], format);
        expect(staged.edits).to.deep.equal([]);
        expect(staged.refused.get('issues/APP-1.md')).to.include({ kind: 'stale' });
      });

      it('refuses one file that it cannot write, and stages the others', async () => {
        const tip = await write({ 'issues/APP-1.md': TICKET });
        const lost = {
          kind: 'write-ticket',
          path: 'issues/APP-2.md',
          to: 'issues/APP-2.md',
          edit,
          reason: 'test',
        } as const;
        const staged = await side.stage(
          tip,
          [
            { ...lost, from: '0123456789'.repeat(4) },
            { kind: 'remove-ticket', path: 'issues/APP-1.md', reason: 'test' },
          ],
          format,
        );
        expect([...staged.refused.keys()]).to.deep.equal(['issues/APP-2.md']);
        expect(staged.edits).to.deep.equal([{ kind: 'remove', path: 'issues/APP-1.md' }]);
      });
    });
  });
}

function putOf([path, content]: readonly [string, string]): TreeEdit {
  return { kind: 'put', path, content };
}

function formatOfConfig(): TicketFormat {
  const reading = parseProjectConfig(CONFIG);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  return ticketFormatOf(reading.config);
}
