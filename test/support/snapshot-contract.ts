import { expect } from 'chai';
import { emptyMeta } from '../../src/snapshot/meta-file.ts';
import type { ObjectStore } from '../../src/snapshot/object-store.ts';
import { openSnapshot } from '../../src/snapshot/snapshot.ts';
import { describeFormats } from './snapshot-formats.ts';
import { MAIN, NOTES, OPTIONS, open, record, writeFile } from './snapshot-helpers.ts';
import { describeRefusals } from './snapshot-refusals.ts';
import { describeRemembering } from './snapshot-remembering.ts';
import { baseOf, entryOf, intentOf, requestOf, writeOf } from './snapshot-values.ts';
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
    describeFormats(() => store);
    describeRefusals(() => store);
  });
}

function describeThrift(store: () => ObjectStore): void {
  it('writes nothing for a write that changes nothing', async () => {
    const snapshot = await open(store());
    expect(await record(snapshot, writeOf())).to.equal(true);
    expect(await store().resolve(NOTES)).to.equal(null);
    const first = { entries: [entryOf(1)], intents: [intentOf('a')], requests: [requestOf(1)] };
    await record(snapshot, writeOf(first));
    const { commit } = snapshot;
    const again = writeOf({ ...first, forgotten: ['7'], doneIntents: ['z'], forgottenRequests: ['z'] });
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
