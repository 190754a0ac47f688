import { expect } from 'chai';
import { emptyMeta } from '../../src/snapshot/meta-file.ts';
import type { ObjectStore } from '../../src/snapshot/object-store.ts';
import { openSnapshot } from '../../src/snapshot/snapshot.ts';
import { expectFatal, NOTES, open, plant, record } from './snapshot-helpers.ts';
import { baseOf, entryOf, intentOf, requestOf, writeOf } from './snapshot-values.ts';

/** What a snapshot must refuse. */
export function describeRefusals(store: () => ObjectStore): void {
  const cases: readonly (readonly [name: string, files: Record<string, string>, words: RegExp])[] = [
    ['has no meta.json', { 'a/b': 'x' }, /damaged \(meta\.json: missing\)/],
    ['has a meta.json that is not JSON', { 'meta.json': '{' }, /damaged \(meta\.json: not JSON\)/],
    ['has a meta.json that lacks members', { 'meta.json': '{"version":1}' }, /unexpected `project`/],
    ['has a shard cut short', { 'index/0a': '{"id":"1","key":"APP-1","upd' }, /index\/0a, line 1: not JSON/],
    [
      'has a key that is a path',
      { 'index/0a': '{"id":"1","key":"../APP-1","updated":"x"}' },
      /line 1: unexpected `key`/,
    ],
    ['has a file among the shards', { 'index/notes.txt': '' }, /index\/notes\.txt: no such shard/],
    ['has a request that is none', { 'requests/aa/b.json': '{"id":"../x"}' }, /requests\/aa\/b\.json: unexpected `id`/],
    ['has an intent that is none', { 'intents/a.json': '{"uid":"a"}' }, /intents\/a\.json: unexpected `action`/],
  ];
  for (const [name, files, words] of cases) {
    const damage = async () => {
      const meta = JSON.stringify(emptyMeta('APP', 'main'));
      await plant(store(), { ...(name.includes('meta') ? {} : { 'meta.json': meta }), ...files });
    };

    it(`begins anew, and says so, after a snapshot that ${name}`, async () => {
      await damage();
      const snapshot = await open(store());
      expect([snapshot.commit, snapshot.size, snapshot.loss?.complete]).to.deep.equal([null, 0, false]);
      expect(snapshot.loss?.reason).to.match(words);
      expect(await record(snapshot, writeOf({ entries: [entryOf(1)] }))).to.equal(true);
      const after = await open(store());
      expect([after.size, after.loss]).to.deep.equal([1, null]);
    });

    // Files beside those that are there damage nothing.
    if (name === 'has no meta.json') continue;
    it(`goes back to the kept one from a snapshot that ${name}`, async () => {
      await record(await open(store()), writeOf({ entries: [entryOf(1)] }));
      await damage();
      const snapshot = await open(store());
      expect([snapshot.size, snapshot.loss?.complete]).to.deep.equal([1, false]);
      expect(snapshot.loss?.reason).to.match(/read from refs\/tract\/snapshot/);
    });
  }

  it('refuses a snapshot that was written by a newer Tract', async () => {
    await plant(store(), { 'meta.json': '{"version":3,"x":[]}' });
    await expectFatal(open(store()), /newer Tract \(format 3; this one knows 2\)/);
  });

  it('refuses the snapshot of another project or branch', async () => {
    await record(await open(store()), writeOf({ entries: [entryOf(1)] }));
    await record(await open(store()), writeOf({ meta: { ...emptyMeta('APP', 'main'), sweptAtMs: 1 } }));
    await expectFatal(openSnapshot(store(), { project: 'OTHER', branch: 'main' }), /project APP, branch main, not of/);
    await expectFatal(openSnapshot(store(), { project: 'APP', branch: 'dev' }), /TRACT_BRANCH/);
  });

  it('takes a base that is damaged for none', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries: [entryOf(1)], bases: [baseOf(1), baseOf(2)] }));
    const note = (await store().listTree(snapshot.commit ?? '', '')).find(({ path }) => /^[0-9a-f]{2}\//.test(path));
    await plant(store(), { [note?.path ?? '']: '{"id":"1","key":"APP-1"}' });
    const again = await open(store());
    expect(again.size).to.equal(1);
    expect((await again.bases(['APP-1', 'APP-2'])).size).to.equal(1);
  });

  it('does not write what it would refuse to read', async () => {
    const snapshot = await open(store());
    for (const write of [
      writeOf({ entries: [entryOf(1, { key: '../APP-1' })] }),
      writeOf({ bases: [baseOf(1, { key: 'app' })] }),
      writeOf({ intents: [intentOf('../meta')] }),
      writeOf({ requests: [requestOf(1, { id: '../meta' })] }),
    ]) {
      const error = await record(snapshot, write).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Error).and.have.property('name', 'InternalError');
    }
    expect(await store().resolve(NOTES)).to.equal(null);
  });
}
