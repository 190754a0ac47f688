import { expect } from 'chai';
import type { ObjectStore, Oid } from '../../src/snapshot/object-store.ts';
import { caught, MAIN, NO_OID, paths, text, write } from './object-store-helpers.ts';

/** What an ObjectStore must answer. */
export function describeReading(store: () => ObjectStore): void {
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

  it('tells every change of every commit that another commit does not stand on', async () => {
    const base = await write(store(), [], { 'issues/a': 'one', b: 'x' });
    const second = await write(store(), [base], { 'issues/a': 'two', b: 'y' });
    const third = await write(store(), [second], { 'issues/a': 'three', 'issues/c': 'new' });
    const other = await write(store(), [base], { 'issues/a': 'else' });
    const orphan = await write(store(), [], { 'issues/a': 'orphan' });
    const told = async (from: Oid, to: Oid) => {
      const changes = await store().commitChanges(from, to, 'issues');
      const contents = await store().readBlobs(changes.map(({ before }) => before?.oid ?? NO_OID));
      return changes.map(({ path }, index) => [path, text(contents[index] ?? null)]);
    };
    expect(await told(other, third)).to.have.deep.members([
      ['issues/a', 'one'],
      ['issues/a', 'two'],
      ['issues/c', null],
    ]);
    expect(await told(third, third)).to.deep.equal([]);
    expect(await told(third, orphan), 'a first commit too').to.deep.equal([['issues/a', null]]);
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
