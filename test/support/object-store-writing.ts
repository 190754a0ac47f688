import { expect } from 'chai';
import type { ObjectStore } from '../../src/snapshot/object-store.ts';
import { commitBy, MAIN, NO_OID, NOTES, paths, spec, text, write } from './object-store-helpers.ts';

/** What must be there after an ObjectStore wrote a commit. */
export function describeWriting(store: () => ObjectStore): void {
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

  it('changes very many files of one folder at once, and leaves the others', async () => {
    const name = (n: number) => `issues/APP-${n}.md`;
    const many = (from: number, to: number, content: string | null): Record<string, string | null> =>
      Object.fromEntries(Array.from({ length: to - from }, (_, n) => [name(from + n), content && `${content}${n}`]));
    const first = await write(store(), [], { ...many(0, 900, 'x'), 'issues/sub/deep.md': 's', 'other/a': '1' });
    const second = await write(store(), [first], { ...many(300, 600, null), ...many(600, 1_300, 'y'), 'other/a': '2' });
    const listed = await store().listTree(second, '');
    expect(listed).to.have.length(300 + 700 + 2);
    const [kept, changed] = await Promise.all([
      store().listTree(first, 'issues'),
      store().diff(first, second, 'issues'),
    ]);
    expect(kept).to.have.length(901);
    expect(changed).to.have.length(300 + 700);
    const found = await store().lookUp(second, [name(299), name(300), name(1_299), 'issues/sub/deep.md']);
    expect([...found.keys()]).to.deep.equal([name(299), name(1_299), 'issues/sub/deep.md']);
    const contents = await store().readBlobs([...found.values()].map(({ oid }) => oid));
    expect(contents.map(text)).to.deep.equal(['x299', 'y699', 's']);
    // The later edit of a path wins, also where it ends a folder that an earlier one began.
    const replaced = await write(store(), [second], {
      ...many(0, 600, 'z'),
      'issues/sub/new.md': '1',
      'issues/sub': 'file',
    });
    expect(paths(await store().listTree(replaced, 'issues')))
      .to.include('issues/sub')
      .and.not.include('issues/sub/new.md');
    const emptied = await write(store(), [second], { ...many(0, 1_300, null), 'issues/sub/deep.md': null });
    expect(paths(await store().listTree(emptied, ''))).to.deep.equal(['other/a']);
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

/** What an ObjectStore knows of the past. */
export function describeHistory(store: () => ObjectStore): void {
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

  it('tells a commit and its first parents, whatever was merged into them', async () => {
    const first = await commitBy(store(), [], 'Ann', 'First', { a: '1' }, 1_000_000);
    const aside = await commitBy(store(), [], 'Bob', 'Aside', { b: '1' }, 2_000_000);
    const second = await commitBy(
      store(),
      [first, aside],
      'Cid',
      'Second\n\nTwo lines\nof words\n\nRun: 1',
      {},
      3_000_000,
    );
    const all = await store().firstParents(second, 10);
    expect(all.map(({ oid, subject, body }) => [oid, subject, body])).to.deep.equal([
      [second, 'Second', 'Two lines\nof words\n\nRun: 1'],
      [first, 'First', ''],
    ]);
    expect((await store().firstParents(second, 1)).map(({ oid }) => oid)).to.deep.equal([second]);
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

/** How refs move. */
export function describeRefs(store: () => ObjectStore): void {
  it('moves several refs together', async () => {
    const [a, b] = [await write(store(), [], { a: '1' }), await write(store(), [], { b: '1' })];
    const moved = await store().moveRefs([
      { ref: MAIN, from: null, to: a },
      { ref: NOTES, from: null, to: b },
    ]);
    expect([moved, await store().resolve(MAIN), await store().resolve(NOTES)]).to.deep.equal([true, a, b]);
    expect(await store().resolve('HEAD')).to.equal(a);
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
