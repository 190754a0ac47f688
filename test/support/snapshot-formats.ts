import { expect } from 'chai';
import { emptyMeta } from '../../src/snapshot/meta-file.ts';
import type { ObjectStore } from '../../src/snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../src/snapshot/sync-identity.ts';
import { AT_MS, NOTES, open, plant, record } from './snapshot-helpers.ts';
import { entryOf, writeOf } from './snapshot-values.ts';

const KEEPER = 'refs/tract/snapshot';
const FORMER = 'refs/tract/format-1';
/** As the first format began: most members came later. */
const FIRST = {
  version: 1,
  project: 'APP',
  branch: 'main',
  commit: null,
  cursor: { updatedMs: 5, worklogsUpdatedMs: 6, worklogsDeletedMs: 7 },
  sweptAtMs: 8,
  problems: [],
};

/** What becomes of a snapshot that an older Tract wrote. */
export function describeFormats(store: () => ObjectStore): void {
  it('reads the first format, and leaves it as it is until something is recorded', async () => {
    await plantFirst(store());
    const snapshot = await open(store());
    const { version, cursor, sweptAtMs, gone, people } = snapshot.meta;
    expect({ version, cursor, sweptAtMs, gone, people }).to.deep.equal({
      version: 2,
      cursor: FIRST.cursor,
      sweptAtMs: 8,
      gone: [],
      people: {},
    });
    expect([snapshot.formerFormat, snapshot.size, snapshot.loss]).to.deep.equal([1, 1, null]);
    expect(await formatAt(store(), NOTES)).to.equal(1);
    expect(await store().resolve(FORMER)).to.equal(null);
  });

  it('brings the first format to the present one with the next record, and keeps the last one of the former', async () => {
    const former = await plantFirst(store());
    const snapshot = await open(store());
    expect(await record(snapshot, writeOf({ meta: snapshot.meta, entries: [entryOf(2)] }))).to.equal(true);
    expect(await formatAt(store(), NOTES)).to.equal(2);
    expect(await store().resolve(FORMER)).to.equal(former);
    expect(await formatAt(store(), FORMER)).to.equal(1);
    await record(snapshot, writeOf({ meta: snapshot.meta, entries: [entryOf(3)] }));
    expect(await store().resolve(FORMER), 'not moved again').to.equal(former);
    const after = await open(store());
    expect([after.formerFormat, after.size, after.meta.cursor]).to.deep.equal([null, 3, FIRST.cursor]);
  });

  it('can be put back to the former format and brought to the present one again', async () => {
    const former = await plantFirst(store());
    const first = await open(store());
    await record(first, writeOf({ meta: first.meta, entries: [entryOf(2)] }));
    for (const ref of [NOTES, KEEPER]) {
      await store().moveRefs([{ ref, from: await store().resolve(ref), to: former }]);
    }
    await plant(store(), { 'meta.json': JSON.stringify({ ...FIRST, sweptAtMs: 9 }) });
    const last = await store().resolve(NOTES);
    const again = await open(store());
    await record(again, writeOf({ meta: again.meta, entries: [entryOf(3)] }));
    expect(await store().resolve(FORMER)).to.equal(last);
    expect((await open(store())).meta.sweptAtMs).to.equal(9);
  });

  it('takes a format that never was for damage', async () => {
    await plant(store(), { 'meta.json': JSON.stringify({ ...emptyMeta('APP', 'main'), version: 0 }) });
    expect((await open(store())).loss?.reason).to.match(/meta\.json: unknown format 0/);
  });
}

/** A snapshot of one ticket as a program of the first format left it, on both refs. */
async function plantFirst(store: ObjectStore): Promise<string> {
  await record(await open(store), writeOf({ entries: [entryOf(1)] }));
  const from = await store.resolve(NOTES);
  const to = await store.writeCommit({
    parents: from === null ? [] : [from],
    edits: [{ kind: 'put', path: 'meta.json', content: JSON.stringify(FIRST) }],
    message: 'As before',
    author: SYNC_IDENTITY,
    committer: SYNC_IDENTITY,
    atMs: AT_MS,
  });
  await store.moveRefs([NOTES, KEEPER].map((ref) => ({ ref, from, to })));
  return to;
}

async function formatAt(store: ObjectStore, ref: string): Promise<unknown> {
  const entry = (await store.lookUp((await store.resolve(ref)) ?? '', ['meta.json'])).get('meta.json');
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())).version;
}
