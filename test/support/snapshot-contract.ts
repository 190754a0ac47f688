import { expect } from 'chai';
import { Failure } from '../../src/model/failure.ts';
import type { IndexEntry } from '../../src/snapshot/index-entry.ts';
import { emptyMeta } from '../../src/snapshot/meta-file.ts';
import type { ObjectStore, Oid } from '../../src/snapshot/object-store.ts';
import { openSnapshot, type Snapshot, type SnapshotWrite } from '../../src/snapshot/snapshot.ts';
import { SYNC_IDENTITY } from '../../src/snapshot/sync-identity.ts';
import { baseOf, entryOf, intentOf, writeOf } from './snapshot-values.ts';

const MAIN = 'refs/heads/main';
const NOTES = 'refs/notes/tract';
const OPTIONS = { project: 'APP', branch: 'main' };
const AT_MS = 1_700_000_000_000;

/** What a snapshot must do on every ObjectStore. `make` gives an empty one. */
export function snapshotContract(name: string, make: () => Promise<ObjectStore>): void {
  describe(`snapshot on ${name}`, () => {
    let store: ObjectStore;

    beforeEach(async () => {
      store = await make();
    });

    afterEach(async () => {
      await store.close();
    });

    describeRemembering(() => store);
    describeThrift(() => store);
    describeMovingTogether(() => store);
    describeRefusals(() => store);
  });
}

function describeRemembering(store: () => ObjectStore): void {
  it('is empty where there is none yet, and writes nothing by being opened', async () => {
    const snapshot = await open(store());
    expect([snapshot.commit, snapshot.size, snapshot.meta.commit]).to.deep.equal([null, 0, null]);
    expect(await snapshot.bases(['APP-1'])).to.have.property('size', 0);
    expect(await store().resolve(NOTES)).to.equal(null);
  });

  it('gives back what was recorded, at once and after a restart', async () => {
    const entry = entryOf(1, { blob: 'ab'.repeat(20), pending: true, missingSinceMs: 5, worklogs: ['71', '72'] });
    const meta = { ...emptyMeta('APP', 'main'), sweptAtMs: 7, problems: [{ path: 'x', blob: null, reason: 'odd' }] };
    const snapshot = await open(store());
    const base = baseOf(1, { values: { title: 'Ünï "quoted" \ud83d\ude00 \ud800', x: null } });
    const write = writeOf({ meta, entries: [entry, entryOf(2)], bases: [base], intents: [intentOf('u-1')] });
    expect(await record(snapshot, write)).to.equal(true);
    for (const one of [snapshot, await open(store())]) {
      expect(one.commit).to.equal(await store().resolve(NOTES));
      expect(one.meta).to.deep.equal(meta);
      expect(one.entryById(entry.id)).to.deep.equal(entry);
      expect(one.entryByKey('APP-2')).to.deep.equal(entryOf(2));
      expect(one.entryByWorklog('72')).to.deep.equal(entry);
      expect(one.entryByWorklog('73')).to.equal(null);
      expect(one.intents()).to.deep.equal([intentOf('u-1')]);
      expect(await one.bases(['APP-1', 'APP-2', 'APP-1'])).to.deep.equal(new Map([['APP-1', base]]));
    }
  });

  it('forgets a ticket with its base', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries: [entryOf(1), entryOf(2)], bases: [baseOf(1), baseOf(2)] }));
    await record(snapshot, writeOf({ forgotten: [entryOf(1).id, 'never-known'] }));
    for (const one of [snapshot, await open(store())]) {
      expect([one.size, one.entryByKey('APP-1'), one.entryById(entryOf(1).id)]).to.deep.equal([1, null, null]);
      expect([...(await one.bases(['APP-1', 'APP-2'])).keys()]).to.deep.equal(['APP-2']);
    }
  });

  it('follows a ticket to its new key', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries: [entryOf(1, { worklogs: ['9'] })], bases: [baseOf(1)] }));
    const moved = entryOf(1, { key: 'NEW-8', worklogs: ['9'] });
    await record(snapshot, writeOf({ entries: [moved], bases: [baseOf(1, { key: 'NEW-8' })], droppedKeys: ['APP-1'] }));
    for (const one of [snapshot, await open(store())]) {
      expect([one.entryByKey('APP-1'), one.entryByKey('NEW-8'), one.entryByWorklog('9')]).to.deep.equal([
        null,
        moved,
        moved,
      ]);
      expect([...(await one.bases(['APP-1', 'NEW-8'])).keys()]).to.deep.equal(['NEW-8']);
    }
  });

  it('keeps both tickets where two swap their keys', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries: [entryOf(1), entryOf(2)], bases: [baseOf(1), baseOf(2)] }));
    const swapped = [entryOf(1, { key: 'APP-2' }), entryOf(2, { key: 'APP-1' })];
    await record(
      snapshot,
      writeOf({ entries: swapped, bases: [baseOf(1, { key: 'APP-2' }), baseOf(2, { key: 'APP-1' })] }),
    );
    for (const one of [snapshot, await open(store())]) {
      expect([one.entryByKey('APP-1')?.id, one.entryByKey('APP-2')?.id]).to.deep.equal(['10002', '10001']);
      const bases = await one.bases(['APP-1', 'APP-2']);
      expect([bases.get('APP-1')?.id, bases.get('APP-2')?.id]).to.deep.equal(['10002', '10001']);
    }
  });

  it('settles intents one by one', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ intents: [intentOf('a'), intentOf('b')] }));
    const answered = intentOf('b', { result: { id: '10001', key: 'APP-1' } });
    await record(snapshot, writeOf({ intents: [answered], doneIntents: ['a', 'unknown'] }));
    for (const one of [snapshot, await open(store())]) expect(one.intents()).to.deep.equal([answered]);
  });

  it('remembers thousands of tickets in all their shards', async () => {
    const entries = Array.from({ length: 3_000 }, (_, n) => entryOf(n + 1));
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries }));
    const again = await open(store());
    expect(again.size).to.equal(3_000);
    expect([...again.entries()].sort(byNumber)).to.deep.equal(entries);
    const shards = await store().listTree(again.commit ?? '', 'index');
    expect(shards).to.have.length(256);
  });
}

function describeThrift(store: () => ObjectStore): void {
  it('writes nothing for a write that changes nothing', async () => {
    const snapshot = await open(store());
    expect(await record(snapshot, writeOf())).to.equal(true);
    expect(await store().resolve(NOTES)).to.equal(null);
    await record(snapshot, writeOf({ entries: [entryOf(1)], intents: [intentOf('a')] }));
    const { commit } = snapshot;
    const again = writeOf({ entries: [entryOf(1)], intents: [intentOf('a')], forgotten: ['7'], doneIntents: ['z'] });
    expect(await record(snapshot, again)).to.equal(true);
    expect(await store().resolve(NOTES)).to.equal(commit);
  });

  it('writes the touched shard and note only', async () => {
    const snapshot = await open(store());
    const many = Array.from({ length: 600 }, (_, n) => n + 1);
    await record(snapshot, writeOf({ entries: many.map((n) => entryOf(n)), bases: many.map((n) => baseOf(n)) }));
    const before = snapshot.commit;
    await record(
      snapshot,
      writeOf({ entries: [entryOf(5, { updated: 'later' })], bases: [baseOf(5, { values: {} })] }),
    );
    const changes = await store().diff(before, snapshot.commit ?? '', '');
    expect(changes).to.have.length(2);
    expect(changes.filter(({ path }) => path.startsWith('index/'))).to.have.length(1);
  });

  it('writes equal content under equal names, in whatever order it was recorded', async () => {
    const [first, second] = [await open(store()), await openSnapshot(store(), { ...OPTIONS, ref: 'refs/notes/other' })];
    const values = { b: '2', a: ['x'] };
    await record(first, writeOf({ entries: [entryOf(1), entryOf(300)], bases: [baseOf(1, { values })] }));
    await record(second, writeOf({ entries: [entryOf(300)] }));
    await record(second, writeOf({ entries: [entryOf(1)], bases: [baseOf(1, { values: { a: ['x'], b: '2' } })] }));
    expect(await store().diff(first.commit, second.commit ?? '', '')).to.deep.equal([]);
  });
}

function describeMovingTogether(store: () => ObjectStore): void {
  it('moves the branch and itself together', async () => {
    const commit = await writeFile(store(), [], 'issues/APP-1.md');
    const snapshot = await open(store());
    const meta = { ...emptyMeta('APP', 'main'), commit };
    expect(await record(snapshot, writeOf({ meta }), { from: null, to: commit })).to.equal(true);
    expect([await store().resolve(MAIN), await store().resolve(NOTES)]).to.deep.equal([commit, snapshot.commit]);
  });

  it('moves neither where a push came in between, and still knows what it knew', async () => {
    const first = await writeFile(store(), [], 'issues/APP-1.md');
    const snapshot = await open(store());
    const meta = { ...emptyMeta('APP', 'main'), commit: first };
    await record(snapshot, writeOf({ meta, entries: [entryOf(1)] }), { from: null, to: first });
    const [ours, theirs] = [await writeFile(store(), [first], 'ours'), await writeFile(store(), [first], 'theirs')];
    await store().moveRefs([{ ref: MAIN, from: first, to: theirs }]);
    const before = snapshot.commit;
    const write = writeOf({ meta: { ...meta, commit: ours }, entries: [entryOf(2)], forgotten: [entryOf(1).id] });
    expect(await record(snapshot, write, { from: first, to: ours })).to.equal(false);
    expect([await store().resolve(MAIN), await store().resolve(NOTES)]).to.deep.equal([theirs, before]);
    expect([snapshot.commit, snapshot.size, snapshot.meta.commit]).to.deep.equal([before, 1, first]);
    expect(snapshot.entryByKey('APP-1')).to.deep.equal(entryOf(1));
  });

  it('moves neither where another Tract recorded in between, and sees its work after a refresh', async () => {
    const [mine, theirs] = [await open(store()), await open(store())];
    await record(theirs, writeOf({ entries: [entryOf(1)], bases: [baseOf(1)] }));
    const commit = await writeFile(store(), [], 'a');
    expect(await record(mine, writeOf({ entries: [entryOf(2)] }), { from: null, to: commit })).to.equal(false);
    expect([await store().resolve(MAIN), mine.size]).to.deep.equal([null, 0]);
    expect([await mine.refresh(), await mine.refresh()]).to.deep.equal([true, false]);
    expect(mine.entryByKey('APP-1')).to.deep.equal(entryOf(1));
    expect(await record(mine, writeOf({ entries: [entryOf(2)] }), { from: null, to: commit })).to.equal(true);
    expect((await open(store())).size).to.equal(2);
  });

  it('keeps the branch commits it speaks of reachable', async () => {
    const snapshot = await open(store());
    const first = await writeFile(store(), [], 'a');
    await record(snapshot, writeOf({ meta: { ...emptyMeta('APP', 'main'), commit: first } }), {
      from: null,
      to: first,
    });
    const second = await writeFile(store(), [first], 'b');
    await record(snapshot, writeOf({ meta: { ...emptyMeta('APP', 'main'), commit: second } }), {
      from: first,
      to: second,
    });
    for (const commit of [first, second]) {
      expect(await store().isAncestor(commit, snapshot.commit ?? '')).to.equal(true);
    }
    const files = await store().listTree(snapshot.commit ?? '', '');
    expect(files.map(({ path }) => path)).to.deep.equal(['meta.json']);
  });
}

function describeRefusals(store: () => ObjectStore): void {
  const cases: readonly (readonly [name: string, files: Record<string, string>, words: RegExp])[] = [
    ['has no meta.json', { 'a/b': 'x' }, /damaged \(meta\.json: missing\).*git update-ref refs\/notes\/tract/],
    ['has a meta.json that is not JSON', { 'meta.json': '{' }, /damaged \(meta\.json: not JSON\)/],
    ['was written by a newer Tract', { 'meta.json': '{"version":2,"x":[]}' }, /newer Tract \(format 2\)/],
    ['has a meta.json that lacks members', { 'meta.json': '{"version":1}' }, /unexpected `project`/],
    ['has a shard cut short', { 'index/0a': '{"id":"1","key":"APP-1","upd' }, /index\/0a, line 1: not JSON/],
    [
      'has a key that is a path',
      { 'index/0a': '{"id":"1","key":"../APP-1","updated":"x"}' },
      /line 1: unexpected `key`/,
    ],
    ['has a file among the shards', { 'index/notes.txt': '' }, /index\/notes\.txt: no such shard/],
    ['has an intent that is none', { 'intents/a.json': '{"uid":"a"}' }, /intents\/a\.json: unexpected `action`/],
  ];
  for (const [name, files, words] of cases) {
    it(`refuses in words a snapshot that ${name}`, async () => {
      const meta = JSON.stringify(emptyMeta('APP', 'main'));
      await plant(store(), { ...(name.includes('meta') ? {} : { 'meta.json': meta }), ...files });
      await expectFatal(open(store()), words);
    });
  }

  it('refuses the snapshot of another project or branch', async () => {
    await record(await open(store()), writeOf({ entries: [entryOf(1)] }));
    await record(await open(store()), writeOf({ meta: { ...emptyMeta('APP', 'main'), sweptAtMs: 1 } }));
    await expectFatal(openSnapshot(store(), { project: 'OTHER', branch: 'main' }), /project APP, branch main, not of/);
    await expectFatal(openSnapshot(store(), { project: 'APP', branch: 'dev' }), /TRACT_BRANCH/);
  });

  it('refuses a base that is damaged, once it is asked for', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries: [entryOf(1)], bases: [baseOf(1), baseOf(2)] }));
    const note = (await store().listTree(snapshot.commit ?? '', '')).find(({ path }) => /^[0-9a-f]{2}\//.test(path));
    await plant(store(), { [note?.path ?? '']: '{"id":"1","key":"APP-1"}' });
    const again = await open(store());
    expect(again.size).to.equal(1);
    await expectFatal(again.bases(['APP-1', 'APP-2']), /unexpected `values`/);
  });

  it('does not write what it would refuse to read', async () => {
    const snapshot = await open(store());
    for (const write of [
      writeOf({ entries: [entryOf(1, { key: '../APP-1' })] }),
      writeOf({ bases: [baseOf(1, { key: 'app' })] }),
      writeOf({ intents: [intentOf('../meta')] }),
    ]) {
      const error = await record(snapshot, write).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Error).and.have.property('name', 'InternalError');
    }
    expect(await store().resolve(NOTES)).to.equal(null);
  });
}

function open(store: ObjectStore): Promise<Snapshot> {
  return openSnapshot(store, OPTIONS);
}

function record(
  snapshot: Snapshot,
  write: SnapshotWrite,
  branch: { readonly from: Oid | null; readonly to: Oid } | null = null,
): Promise<boolean> {
  const move = branch === null ? null : { ref: MAIN, ...branch };
  return snapshot.record(write, { branch: move, message: 'Snapshot', atMs: AT_MS });
}

function writeFile(store: ObjectStore, parents: readonly Oid[], path: string): Promise<Oid> {
  const edits = [{ kind: 'put' as const, path, content: 'x\n' }];
  return store.writeCommit({
    parents,
    edits,
    message: path,
    author: SYNC_IDENTITY,
    committer: SYNC_IDENTITY,
    atMs: AT_MS,
  });
}

/** Changes files of the snapshot behind Tract's back. */
async function plant(store: ObjectStore, files: Readonly<Record<string, string>>): Promise<void> {
  const from = await store.resolve(NOTES);
  const edits = Object.entries(files).map(([path, content]) => ({ kind: 'put' as const, path, content }));
  const author = { name: 'Mallory', email: 'm@example.org' };
  const parents = from === null ? [] : [from];
  const to = await store.writeCommit({ parents, edits, message: 'x', author, committer: author, atMs: AT_MS });
  await store.moveRefs([{ ref: NOTES, from, to }]);
}

async function expectFatal(promise: Promise<unknown>, words: RegExp): Promise<void> {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(Failure).and.have.property('kind', 'fatal');
  expect((error as Failure).message).to.match(words);
}

function byNumber(a: IndexEntry, b: IndexEntry): number {
  return Number(a.id) - Number(b.id);
}
