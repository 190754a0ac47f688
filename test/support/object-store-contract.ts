import { expect } from 'chai';
import type { CommitSpec, Identity, ObjectStore, Oid, TreeEdit } from '../../src/snapshot/object-store.ts';

const MAIN = 'refs/heads/main';
const NOTES = 'refs/notes/tract';
const ANN: Identity = { name: 'Ann Lee', email: 'ann@example.org' };
const NO_OID = 'ab'.repeat(20);

/** What every ObjectStore must do. `make` gives an empty one. */
export function objectStoreContract(name: string, make: () => Promise<ObjectStore>): void {
  describe(`object store: ${name}`, () => {
    let store: ObjectStore;

    beforeEach(async () => {
      store = await make();
    });

    afterEach(async () => {
      await store.close();
    });

    describeReading(() => store);
    describeWriting(() => store);
    describeHistory(() => store);
    describeRefs(() => store);
  });
}

function describeReading(store: () => ObjectStore): void {
  it('answers null for a ref that does not exist', async () => {
    expect(await store().resolve(MAIN)).to.equal(null);
    expect(await store().resolve('HEAD')).to.equal(null);
  });

  it('reads blobs in the order asked for, the same one twice, and null for one that is not there', async () => {
    const commit = await write(store(), [], { 'a.md': 'one\n', 'b.md': 'two\n', empty: '' });
    const entries = await store().lookUp(commit, ['a.md', 'b.md', 'empty']);
    const [a, b, empty] = ['a.md', 'b.md', 'empty'].map((path) => entries.get(path)?.oid ?? '');
    const read = await store().readBlobs([b ?? '', NO_OID, a ?? '', empty ?? '', b ?? '']);
    expect(read.map(text)).to.deep.equal(['two\n', null, 'one\n', '', 'two\n']);
  });

  it('keeps bytes that are no UTF-8, line ends and NULs', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a, 0x0a]);
    const commit = await write(store(), [], { 'odd.bin': bytes });
    const oid = (await store().lookUp(commit, ['odd.bin'])).get('odd.bin')?.oid ?? '';
    const [read] = await store().readBlobs([oid]);
    expect(Buffer.from(read ?? []).equals(bytes)).to.equal(true);
  });

  it('gives blobs the names that git gives them', async () => {
    const commit = await write(store(), [], { 'a.md': 'hello\n' });
    expect((await store().lookUp(commit, ['a.md'])).get('a.md')?.oid).to.equal(
      'ce013625030ba8dba906f756967f9e9ca394464a',
    );
  });

  it('looks up files only: no folder, nothing below a file, nothing that is absent', async () => {
    const commit = await write(store(), [], { 'issues/APP-1.md': 'x', 'issues/deep/er/APP-2.md': 'y', top: 'z' });
    const paths = ['issues', 'issues/APP-1.md', 'issues/deep/er/APP-2.md', 'top', 'top/below', 'no/such', 'issues/de'];
    const found = await store().lookUp(commit, paths);
    expect([...found.keys()].sort()).to.deep.equal(['issues/APP-1.md', 'issues/deep/er/APP-2.md', 'top']);
    expect(found.get('top')).to.include({ path: 'top', mode: '100644' });
  });

  it('lists a folder recursively and not its neighbour with the same beginning', async () => {
    const commit = await write(store(), [], { 'issues/b': '1', 'issues/a/c': '2', 'issues-old/d': '3', e: '4' });
    expect(paths(await store().listTree(commit, 'issues'))).to.deep.equal(['issues/a/c', 'issues/b']);
    expect(paths(await store().listTree(commit, ''))).to.have.members(['e', 'issues-old/d', 'issues/a/c', 'issues/b']);
    expect(await store().listTree(commit, 'nowhere')).to.deep.equal([]);
    expect(await store().listTree(commit, 'e')).to.deep.equal([]);
  });

  it('tells what differs between two commits, below one folder or everywhere', async () => {
    const first = await write(store(), [], { 'issues/a': '1', 'issues/b': '2', 'other/c': '3' });
    const second = await write(store(), [first], { 'issues/a': '1!', 'issues/n': '4', 'other/c': null });
    const below = await store().diff(first, second, 'issues');
    expect(below.map(({ path, before, after }) => [path, before !== null, after !== null])).to.deep.equal([
      ['issues/a', true, true],
      ['issues/n', false, true],
    ]);
    expect(paths(await store().diff(first, second, ''))).to.deep.equal(['issues/a', 'issues/n', 'other/c']);
    expect(await store().diff(second, second, '')).to.deep.equal([]);
  });

  it('takes no first commit for the empty tree', async () => {
    const first = await write(store(), [], { 'issues/a': '1', b: '2' });
    const changes = await store().diff(null, first, '');
    expect(paths(changes)).to.deep.equal(['b', 'issues/a']);
    expect(changes.every(({ before }) => before === null)).to.equal(true);
  });

  it('reports a rename as a removal and an addition', async () => {
    const first = await write(store(), [], { 'issues/draft.md': 'the same long text\n'.repeat(20) });
    const second = await write(store(), [first], {
      'issues/draft.md': null,
      'issues/APP-1.md': 'the same long text\n'.repeat(20),
    });
    const changes = await store().diff(first, second, 'issues');
    expect(changes.map(({ path, after }) => [path, after !== null])).to.deep.equal([
      ['issues/APP-1.md', true],
      ['issues/draft.md', false],
    ]);
  });

  it('reads a folder of many files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [`issues/APP-${index}.md`, `${index}`]),
    );
    const commit = await write(store(), [], files);
    const listed = await store().listTree(commit, 'issues');
    expect(listed).to.have.length(1_500);
    const read = await store().readBlobs(listed.map(({ oid }) => oid));
    expect(read.map(text)).to.deep.equal(listed.map(({ path }) => /\d+/.exec(path)?.[0]));
  });

  it('refuses names that are no objects, refs or paths', async () => {
    const commit = await write(store(), [], { a: '1' });
    const attempts: (() => Promise<unknown>)[] = [
      () => store().resolve('main'),
      () => store().resolve('refs/heads/a b'),
      () => store().resolve('refs/heads/x.lock'),
      () => store().resolve('--all'),
      () => store().lookUp(commit, ['../a']),
      () => store().lookUp('--output=x', ['a']),
      () => store().listTree(commit, '/a'),
      () => store().diff(null, 'HEAD', ''),
      () => store().history(null, '--all', 'a', 1),
      () => store().readBlobs(['HEAD:a']),
      () => write(store(), [], { 'a/../b': '1' }),
      () => write(store(), [], { '.git/hooks/update': '1' }),
      () => write(store(), [], { 'a\nb': '1' }),
      () => store().moveRefs([{ ref: 'HEAD.lock', from: null, to: commit }]),
    ];
    for (const attempt of attempts) expect(await caught(attempt), attempt.toString()).to.be.instanceOf(Error);
  });
}

function describeWriting(store: () => ObjectStore): void {
  it('writes a commit without moving a ref', async () => {
    await write(store(), [], { a: '1' });
    expect(await store().resolve(MAIN)).to.equal(null);
  });

  it('starts from the tree of the first parent and leaves it as it was', async () => {
    const first = await write(store(), [], { a: '1', 'd/b': '2' });
    const second = await write(store(), [first], { 'd/c': '3' });
    expect(paths(await store().listTree(second, ''))).to.deep.equal(['a', 'd/b', 'd/c']);
    expect(paths(await store().listTree(first, ''))).to.deep.equal(['a', 'd/b']);
  });

  it('takes nothing from the tree of a second parent, but its history', async () => {
    const main = await write(store(), [], { 'issues/a': '1' });
    const notes = await write(store(), [], { 'meta.json': '{}' });
    const next = await write(store(), [notes, main], { 'meta.json': '{"n":1}' });
    expect(paths(await store().listTree(next, ''))).to.deep.equal(['meta.json']);
    expect(await store().isAncestor(main, next)).to.equal(true);
    expect(await store().isAncestor(notes, next)).to.equal(true);
  });

  it('drops a folder with its last file, and minds no removal of what is absent', async () => {
    const first = await write(store(), [], { 'd/e/f': '1', a: '2' });
    const second = await write(store(), [first], { 'd/e/f': null, 'no/such': null, 'a/b': null });
    expect(paths(await store().listTree(second, ''))).to.deep.equal(['a']);
  });

  it('lets a file take the place of a folder and a folder that of a file', async () => {
    const first = await write(store(), [], { 'd/e': '1', f: '2' });
    const second = await write(store(), [first], { d: '3', 'f/g': '4' });
    expect(paths(await store().listTree(second, ''))).to.deep.equal(['d', 'f/g']);
    expect(paths(await store().diff(first, second, ''))).to.have.members(['d', 'd/e', 'f', 'f/g']);
  });

  it('takes paths with spaces, quotes, backslashes and any script', async () => {
    const odd = ['a b.md', 'say "hi".md', 'back\\slash', 'ticket-ü-漢字-😀.md', '-dash', ':(glob)*', '"quoted"'];
    const commit = await write(store(), [], Object.fromEntries(odd.map((path) => [path, path])));
    expect(paths(await store().listTree(commit, ''))).to.have.members(odd);
    expect([...(await store().lookUp(commit, odd)).keys()]).to.have.members(odd);
    expect(paths(await store().diff(null, commit, ':(glob)*'))).to.deep.equal([':(glob)*']);
    const less = await write(store(), [commit], Object.fromEntries(odd.map((path) => [path, null])));
    expect(await store().listTree(less, '')).to.deep.equal([]);
  });

  it('writes the same commit twice under the same name', async () => {
    expect(await write(store(), [], { a: '1' })).to.equal(await write(store(), [], { a: '1' }));
  });

  it('writes commits asked for at the same time', async () => {
    const base = await write(store(), [], { a: '1' });
    const many = await Promise.all([1, 2, 3, 4].map((n) => write(store(), [base], { [`n${n}`]: 'x' })));
    for (const [index, commit] of many.entries()) {
      expect(paths(await store().listTree(commit, ''))).to.deep.equal(['a', `n${index + 1}`]);
    }
  });
}

function describeHistory(store: () => ObjectStore): void {
  it('tells who touched a path, newest first, between two commits', async () => {
    const first = await commitBy(
      store(),
      [],
      'Ann',
      'First words\n\nwith a body',
      { 'issues/a': '1', b: '1' },
      1_000_000,
    );
    const second = await commitBy(store(), [first], 'Bob', 'Second', { 'issues/a': '2' }, 2_000_000);
    const third = await commitBy(store(), [second], 'Cid', 'Elsewhere', { b: '2' }, 3_000_000);
    const fourth = await commitBy(store(), [third], 'Dan', 'Wide\nsubject', { 'issues/a': '4' }, 4_000_000);
    const all = await store().history(null, fourth, 'issues/a', 10);
    expect(all.map(({ oid, author, subject }) => [oid, author.name, subject])).to.deep.equal([
      [fourth, 'Dan', 'Wide subject'],
      [second, 'Bob', 'Second'],
      [first, 'Ann', 'First words'],
    ]);
    expect(all.map(({ atMs }) => atMs)).to.deep.equal([4_000_000, 2_000_000, 1_000_000]);
    expect((await store().history(first, fourth, 'issues/a', 1)).map(({ oid }) => oid)).to.deep.equal([fourth]);
    expect((await store().history(second, third, 'issues/a', 9)).length).to.equal(0);
  });

  it('keeps names that cannot stand in a commit as well as it can', async () => {
    const author = { name: 'Eve <evil>\nauthor x', email: 'e>@<x' };
    const oid = await store().writeCommit({ ...spec([], { a: '1' }), author, message: '[tract-sync] Ünï 😀' });
    const [info] = await store().history(null, oid, 'a', 1);
    expect(info).to.deep.include({ oid, subject: '[tract-sync] Ünï 😀' });
    expect(info?.author).to.deep.equal({ name: 'Eve  evil author x', email: 'e @ x' });
  });

  it('knows ancestors, a commit of itself too', async () => {
    const first = await write(store(), [], { a: '1' });
    const second = await write(store(), [first], { a: '2' });
    const other = await write(store(), [first], { a: '3' });
    expect(await store().isAncestor(first, second)).to.equal(true);
    expect(await store().isAncestor(second, second)).to.equal(true);
    expect(await store().isAncestor(second, first)).to.equal(false);
    expect(await store().isAncestor(other, second)).to.equal(false);
    expect(await store().isAncestor(NO_OID, second)).to.equal(false);
  });
}

function describeRefs(store: () => ObjectStore): void {
  it('moves several refs together', async () => {
    const [a, b] = [await write(store(), [], { a: '1' }), await write(store(), [], { b: '1' })];
    const moved = await store().moveRefs([
      { ref: MAIN, from: null, to: a },
      { ref: NOTES, from: null, to: b },
    ]);
    expect([moved, await store().resolve(MAIN), await store().resolve(NOTES)]).to.deep.equal([true, a, b]);
  });

  it('moves none where one of them had moved', async () => {
    const a = await write(store(), [], { a: '1' });
    const b = await write(store(), [a], { a: '2' });
    await store().moveRefs([{ ref: MAIN, from: null, to: a }]);
    const stale = [
      { ref: NOTES, from: null, to: b },
      { ref: MAIN, from: b, to: a },
    ];
    expect(await store().moveRefs(stale)).to.equal(false);
    expect([await store().resolve(MAIN), await store().resolve(NOTES)]).to.deep.equal([a, null]);
  });

  it('does not create a ref that is there, nor move one that is not', async () => {
    const a = await write(store(), [], { a: '1' });
    await store().moveRefs([{ ref: MAIN, from: null, to: a }]);
    expect(await store().moveRefs([{ ref: MAIN, from: null, to: a }])).to.equal(false);
    expect(await store().moveRefs([{ ref: NOTES, from: a, to: a }])).to.equal(false);
    expect(await store().resolve(NOTES)).to.equal(null);
  });

  it('lets one of two rivals win', async () => {
    const a = await write(store(), [], { a: '1' });
    const [b, c] = [await write(store(), [a], { a: '2' }), await write(store(), [a], { a: '3' })];
    await store().moveRefs([{ ref: MAIN, from: null, to: a }]);
    const results = [];
    for (const to of [b, c]) results.push(await store().moveRefs([{ ref: MAIN, from: a, to }]));
    expect(results).to.deep.equal([true, false]);
    expect(await store().resolve(MAIN)).to.equal(b);
  });
}

type Files = Readonly<Record<string, string | Uint8Array | null>>;

function write(store: ObjectStore, parents: readonly Oid[], files: Files): Promise<Oid> {
  return store.writeCommit(spec(parents, files));
}

function commitBy(
  store: ObjectStore,
  parents: readonly Oid[],
  name: string,
  message: string,
  files: Files,
  atMs: number,
): Promise<Oid> {
  return store.writeCommit({ ...spec(parents, files), author: { ...ANN, name }, message, atMs });
}

function spec(parents: readonly Oid[], files: Files): CommitSpec {
  const edits = Object.entries(files).map(
    ([path, content]): TreeEdit => (content === null ? { kind: 'remove', path } : { kind: 'put', path, content }),
  );
  return { parents, edits, message: 'Some change', author: ANN, committer: ANN, atMs: 1_700_000_000_000 };
}

async function caught(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return error;
  }
}

function paths(entries: readonly { readonly path: string }[]): string[] {
  return entries.map(({ path }) => path);
}

function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
}
