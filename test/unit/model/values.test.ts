import { expect } from 'chai';
import fc from 'fast-check';
import { canonical, canonicalSet, canonicalText, sameValue } from '../../../src/model/canonical.ts';
import type { Field } from '../../../src/model/field.ts';
import { mergeSets } from '../../../src/model/merge-values.ts';
import { type ParsedValue, parseValue } from '../../../src/model/parse-value.ts';
import { renderValue } from '../../../src/model/render-value.ts';
import type { Value } from '../../../src/model/value.ts';
import { anyValue, FORMAT } from './ticket-arbitraries.ts';

function fieldNamed(name: string): Field {
  const field = FORMAT.fields.find((candidate) => candidate.name === name);
  if (!field) throw new Error(`no field ${name}`);
  return field;
}

function parse(name: string, raw: unknown): ParsedValue {
  return parseValue(fieldNamed(name), raw, FORMAT);
}

describe('the value of a field', () => {
  const canonicalised: readonly (readonly [string, unknown, Value])[] = [
    ['title', '  Fix\n  login\t', 'Fix login'],
    ['title', '', null],
    ['title', null, null],
    ['title', undefined, null],
    ['points', '1.10', 1.1],
    ['points', 3, 3],
    ['points', '-0', 0],
    ['points', '.5', 0.5],
    ['due', '2024-02-29', '2024-02-29'],
    ['created', '2026-02-14T09:00:00.000+0100', '2026-02-14T08:00:00Z'],
    ['estimate', '1d 1h', 32_400],
    ['remaining', '0m', 0],
    ['parent', 'app-12', 'APP-12'],
    ['parent', 'APP-OFFLINE-3fa9', 'APP-OFFLINE-3fa9'],
    ['labels', ['b', 'a', 'b', ''], ['a', 'b']],
    ['labels', 'one', ['one']],
    ['labels', [], null],
    ['components', ['Front  end', 'Auth '], ['Auth', 'Front  end']],
    ['links', ['is  blocked by app-2', 'blocks APP-3'], ['blocks APP-3', 'is blocked by APP-2']],
    ['area', ['z', 'a'], ['z', 'a']],
    ['attachments', [1], ['1']],
  ];
  for (const [name, raw, value] of canonicalised) {
    it(`${name}: ${JSON.stringify(raw)} is ${JSON.stringify(value)}`, () => {
      expect(parse(name, raw)).to.deep.equal({ kind: 'value', value });
    });
  }

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['title', ['a'], /one value/],
    ['title', { a: 1 }, /one value/],
    ['points', '3 points', /no number/],
    ['points', '0x10', /no number/],
    ['points', '1e999', /no number/],
    ['due', '14.02.2026', /like 2026-02-14/],
    ['created', '2026-02-14', /like 2026-02-14T/],
    ['estimate', '3', /no unit/],
    ['parent', 'APP', /APP-123/],
    ['parent', '../APP-1', /APP-123/],
    ['labels', 'security, urgent', /contains a space/],
    ['links', ['APP-2'], /blocks APP-123/],
    ['components', [['a']], /list of texts/],
    ['comments', 'x', /no single value/],
  ];
  for (const [name, raw, reason] of refused) {
    it(`${name}: ${JSON.stringify(raw)} is refused`, () => {
      const parsed = parse(name, raw);
      expect(parsed.kind === 'invalid' && parsed.reason).to.match(reason);
    });
  }

  it('comes back from how it is written, and does not change when it is read again', () => {
    for (const field of FORMAT.fields.filter(({ place, kind }) => place === 'front-matter' && kind !== 'text')) {
      fc.assert(
        fc.property(anyValue(field), (value) => {
          fc.pre(value !== null);
          expect(parseValue(field, renderValue(field, value), FORMAT)).to.deep.equal({ kind: 'value', value });
        }),
        { numRuns: 50 },
      );
    }
  });
});

describe('canonical values', () => {
  it('are equal whatever the order of members', () => {
    expect(canonical({ b: 1, a: [2] })).to.equal(canonical({ a: [2], b: 1 }));
    expect(sameValue(['a', 'b'], ['a', 'b'])).to.equal(true);
    expect(sameValue(['a', 'b'], ['b', 'a'])).to.equal(false);
  });

  it('tell silence from emptiness', () => {
    expect(sameValue(undefined, undefined)).to.equal(true);
    expect(sameValue(undefined, null)).to.equal(false);
    expect(sameValue('1', 1)).to.equal(false);
  });

  it('sort sets by code unit, not by the language of the machine', () => {
    expect(canonicalSet(['b', '\u00e4', 'B', 'b', 'a'])).to.deep.equal(['B', 'a', 'b', '\u00e4']);
  });

  it('have texts without line ends of their own and without blank lines around them', () => {
    expect(canonicalText('\r\n \r\n  a \r\n\rb  \n\t\n')).to.equal('  a \n\nb  ');
    expect(canonicalText('\ud800x')).to.equal('\ufffdx');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(canonicalText(canonicalText(text))).to.equal(canonicalText(text));
      }),
    );
  });
});

describe('merging sets', () => {
  it('adds what either side added and removes what either side removed', () => {
    expect(mergeSets(['a', 'b', 'c'], ['a', 'c', 'x'], ['a', 'b', 'y'])).to.deep.equal(['a', 'x', 'y']);
    expect(mergeSets([], ['x'], ['x'])).to.deep.equal(['x']);
    expect(mergeSets(['a'], [], ['a'])).to.deep.equal([]);
  });

  it('does not care which side is which, and leaves an unchanged side to the other', () => {
    const set = fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map(canonicalSet);
    fc.assert(
      fc.property(set, set, set, (base, git, jira) => {
        expect(mergeSets(base, git, jira)).to.deep.equal(mergeSets(base, jira, git));
        expect(mergeSets(base, base, jira)).to.deep.equal(jira);
        expect(mergeSets(base, git, git)).to.deep.equal(git);
      }),
    );
  });
});
