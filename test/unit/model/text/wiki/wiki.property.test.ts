import { expect } from 'chai';
import fc from 'fast-check';
import { partsOf, type TreePart } from '../../../../../src/model/text/reconcile/tree-parts.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';
import { wikiDialect } from '../../../../../src/model/text/wiki/wiki-dialect.ts';
import { blockArbitrary } from '../../../../support/text-tree-arbitrary.ts';
import { people } from '../people.ts';

const dialect = wikiDialect(people);
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{Nd}]{2,}/gu) ?? [];

function shownWords(part: TreePart): readonly string[] {
  return part.kind === 'text' || part.kind === 'code' ? wordsOf(part.text) : [];
}

const SNIPPETS = [
  ...['{', '}', '{{', '}}', '[', ']', '|', '||', '!', '*', '_', '-', '\\', '\\\\', '(', '(/)', '(x)', '&lt;', '~', '^'],
  ...['{code}', '{code:java}', '{quote}', '{panel}', '{panel:title=A}', '{color:red}', '{color}', '{section}'],
  ...['{column}', '{info}', '{noformat}', '{anchor:a}', '{*}', '[^a.txt]', '[a|#b]', '!a.png!', '\n', '\n\n', '\r\n'],
  ...[
    '* ',
    '# ',
    '** ',
    '- ',
    'h1. ',
    'bq. ',
    '----',
    '|',
    'word',
    'one two',
    'x',
    ' ',
    '[~nobody]',
    '\u00a0',
    '\ufeff',
  ],
];

describe('wiki markup, whatever it is', () => {
  const anyWiki = fc.array(fc.constantFrom(...SNIPPETS), { maxLength: 24 }).map((parts) => parts.join(''));

  it('is read in pieces that are the text, and written again with the same words', () => {
    fc.assert(
      fc.property(anyWiki, (wiki) => {
        const { lead, pieces } = dialect.read({ kind: 'wiki', wiki });
        expect(lead + pieces.map((piece) => `${piece.original}${piece.separator}`).join('')).to.equal(wiki);
        for (const { block } of pieces) {
          const shown = new Set(partsOf(block).flatMap(shownWords));
          const written = new Set(dialect.render(block, null).flatMap(({ original }) => wordsOf(String(original))));
          for (const word of shown) expect(written.has(word), word).to.equal(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('rests: what was written once is written the same again', () => {
    fc.assert(
      fc.property(blockArbitrary({ depth: 2 }), (block) => {
        for (const { original, key } of dialect.render(block, null)) {
          const [piece, more] = dialect.read({ kind: 'wiki', wiki: String(original) }).pieces;
          expect(more).to.equal(undefined);
          expect(piece === undefined ? '' : blockKey(piece.block)).to.equal(key);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every word of a tree', () => {
    fc.assert(
      fc.property(blockArbitrary({ depth: 2 }), (block) => {
        const written = dialect.render(block, null).map(({ original }) => String(original));
        const read = written.flatMap((wiki) => dialect.read({ kind: 'wiki', wiki }).pieces);
        const found = [...written, ...read.flatMap((piece) => partsOf(piece.block).flatMap(shownWords))].join(' ');
        for (const word of partsOf(block).flatMap(shownWords)) expect(found).to.include(word);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile wiki markup', () => {
  const parts = [
    '{',
    '[[[[',
    '|',
    '*a_',
    '{color:red}',
    '{color:red}a{color}',
    '{quote}',
    '{panel:a}',
    '!',
    '{{',
    '(',
    '\\',
  ];
  for (const part of parts) {
    it(`32 KB of ${JSON.stringify(part)} are read, all of them`, () => {
      const wiki = part.repeat(Math.ceil(32_768 / part.length));
      const { lead, pieces } = dialect.read({ kind: 'wiki', wiki });
      expect(lead + pieces.map((piece) => `${piece.original}${piece.separator}`).join('')).to.equal(wiki);
    });
  }
});
