import { expect } from 'chai';
import fc from 'fast-check';
import type { IndexEntry } from '../../../src/snapshot/index-entry.ts';
import { decodeShard, encodeEntry, encodeShard, shardOf } from '../../../src/snapshot/index-shard.ts';
import { entryOf } from '../../support/snapshot-values.ts';

describe('index shard', () => {
  it('leaves out of a line what says nothing', () => {
    expect(encodeEntry(entryOf(1))).to.equal('{"id":"10001","key":"APP-1","updated":"2026-02-10T14:30:00.000+0000"}');
  });

  it('gives back every entry, one line each, sorted by id', () => {
    fc.assert(
      fc.property(fc.uniqueArray(entries(), { selector: ({ id }) => id }), (some) => {
        const text = encodeShard(some);
        expect(text.split('\n')).to.have.length(some.length + 1);
        expect(decodeShard(text, 'index/00')).to.deep.equal([...some].sort((a, b) => (a.id < b.id ? -1 : 1)));
        expect(encodeShard([...some].reverse())).to.equal(text);
      }),
    );
  });

  it('spreads consecutive ids over all shards evenly', () => {
    const counts = new Map<string, number>();
    for (let id = 10_000; id < 35_600; id += 1) counts.set(shardOf(`${id}`), (counts.get(shardOf(`${id}`)) ?? 0) + 1);
    expect(counts.size).to.equal(256);
    expect([...counts.keys()].every((name) => /^[0-9a-f]{2}$/.test(name))).to.equal(true);
    expect(Math.max(...counts.values())).to.be.below(200);
  });

  it('never moves an entry to another shard', () => {
    expect(['10000', '10001', '9', ''].map(shardOf)).to.deep.equal(['fe', '4d', '37', 'c5']);
  });
});

function entries(): fc.Arbitrary<IndexEntry> {
  return fc.record({
    id: fc.string(),
    key: fc.tuple(fc.constantFrom('APP', 'B2_'), fc.integer({ min: 1, max: 9_999 })).map(([p, n]) => `${p}-${n}`),
    updated: fc.string({ unit: 'grapheme' }),
    blob: fc.option(fc.string({ minLength: 40, maxLength: 40 })),
    pending: fc.boolean(),
    missingSinceMs: fc.option(fc.nat()),
    kept: fc.array(fc.stringMatching(/^(file|comment:[0-9]{1,9})$/)),
    rewound: fc.array(fc.stringMatching(/^(file|lines):[0-9a-f]{8}$/)),
    unseen: fc.dictionary(fc.stringMatching(/^(comment|worklog):[0-9]{1,9}$/), fc.nat()),
    worklogs: fc.array(fc.string()),
  });
}
