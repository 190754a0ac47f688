import { expect } from 'chai';
import { emptyMeta } from '../../src/snapshot/meta-file.ts';
import type { ObjectStore } from '../../src/snapshot/object-store.ts';
import { byNumber, NOTES, open, record } from './snapshot-helpers.ts';
import { baseOf, entryOf, intentOf, requestOf, writeOf } from './snapshot-values.ts';

/** What a snapshot must give back. */
export function describeRemembering(store: () => ObjectStore): void {
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

  it('gives no ticket the base of another that had its key before', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ entries: [entryOf(1), entryOf(2)], bases: [baseOf(1), baseOf(2)] }));
    await record(snapshot, writeOf({ entries: [entryOf(2, { key: 'APP-1' })], forgotten: [entryOf(1).id] }));
    for (const one of [snapshot, await open(store())]) {
      expect(one.entryByKey('APP-1')?.id).to.equal(entryOf(2).id);
      expect(await one.bases(['APP-1', 'APP-2'])).to.have.property('size', 0);
    }
  });

  it('settles intents one by one', async () => {
    const snapshot = await open(store());
    await record(snapshot, writeOf({ intents: [intentOf('a'), intentOf('b')] }));
    const answered = intentOf('b', { result: { id: '10001', key: 'APP-1' } });
    await record(snapshot, writeOf({ intents: [answered], doneIntents: ['a', 'unknown'] }));
    for (const one of [snapshot, await open(store())]) expect(one.intents()).to.deep.equal([answered]);
  });

  it('remembers requests until they are forgotten', async () => {
    const snapshot = await open(store());
    const [a, b, c] = [requestOf(1), requestOf(2), requestOf(3, { key: null, line: 'x', known: ['7'] })];
    await record(snapshot, writeOf({ requests: [a, b, c] }));
    const made = { ...b, state: 'made', result: { id: '10001', key: 'APP-1' } } as const;
    await record(snapshot, writeOf({ requests: [made], forgottenRequests: [a.id, 'f'.repeat(20)] }));
    for (const one of [snapshot, await open(store())]) {
      expect(new Map(one.requests())).to.deep.equal(new Map([made, c].map((entry) => [entry.id, entry])));
    }
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
