import { expect } from 'chai';
import fc from 'fast-check';
import type { TicketBase } from '../../../src/snapshot/base.ts';
import { decodeBase, encodeBase } from '../../../src/snapshot/base-note.ts';
import { Damage } from '../../../src/snapshot/damage.ts';
import { baseOf } from '../../support/snapshot-values.ts';

describe('base note', () => {
  it('gives back any base', () => {
    fc.assert(
      fc.property(bases(), (base) => {
        expect(decodeBase(encodeBase(base), 'ab/cd')).to.deep.equal(base);
      }),
    );
  });

  const damaged: readonly (readonly [string, (base: Record<string, unknown>) => void, string])[] = [
    ['a key that is none', (base) => Object.assign(base, { key: 'app-1' }), 'unexpected `key`'],
    ['a value of no kind', (base) => Object.assign(base, { values: { due: { y: 1 } } }), 'unexpected `values.due`'],
    ['a hold of no kind', (base) => Object.assign(base, { holds: [{ field: 'x' }] }), 'unexpected `holds.0.kind`'],
    ['a text in no form', (base) => Object.assign(base, { texts: { a: { markdown: '', jira: {} } } }), 'texts.a.jira'],
    ['a list in place of a map', (base) => Object.assign(base, { values: [] }), 'unexpected `values`'],
  ];
  for (const [name, damage, words] of damaged) {
    it(`names ${name}`, () => {
      const base: Record<string, unknown> = { ...baseOf(1) };
      damage(base);
      expect(() => decodeBase(JSON.stringify(base), 'ab/cd')).to.throw(Damage, words);
    });
  }
});

function bases(): fc.Arbitrary<TicketBase> {
  const text = fc.record({
    markdown: fc.string({ unit: 'binary' }),
    jira: fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant('wiki' as const), wiki: fc.string({ unit: 'binary' }) }),
        fc.record({
          kind: fc.constant('adf' as const),
          doc: fc.record({ type: fc.string(), content: fc.jsonValue() }),
        }),
      ),
    ),
  });
  const value = fc.oneof(fc.constant(null), fc.string(), fc.integer(), fc.array(fc.string()));
  return fc
    .record({
      values: fc.dictionary(fc.string(), value, { noNullPrototype: true }),
      texts: fc.dictionary(fc.string(), text, { noNullPrototype: true }),
      comments: fc.array(fc.record({ id: fc.string(), author: fc.string(), at: fc.option(fc.string()), text })),
    })
    .map((more) => JSON.parse(JSON.stringify(baseOf(1, more as Partial<TicketBase>))));
}
