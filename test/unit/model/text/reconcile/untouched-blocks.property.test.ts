import { expect } from 'chai';
import fc from 'fast-check';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import type { TextBase } from '../../../../../src/model/text/text-outcome.ts';
import { people } from '../people.ts';

/** One block as a manager and a developer with habits of their own wrote it; `word` makes it unlike all others. */
type Written = { readonly wiki: string; readonly markdown: string };

const SPELLINGS: readonly ((word: string) => Written)[] = [
  (word) => ({ wiki: `The ${word} is *bold* and long`, markdown: `The ${word} is\n__bold__ and   long` }),
  (word) => ({
    wiki: `- first ${word}\n- second ${word}\n-- nested`,
    markdown: `+ first ${word}\n+ second ${word}\n    + nested`,
  }),
  (word) => ({ wiki: `# one ${word}\n# two ${word}`, markdown: `1) one ${word}\n1) two ${word}` }),
  (word) => ({ wiki: `h2. Title ${word}`, markdown: `Title ${word}\n------------` }),
  (word) => ({ wiki: `||a||b||\n| ${word} |  d|\n|e|f |`, markdown: `|a|b|\n|-|-----|\n|${word}|  d|\n|e|f|` }),
  (word) => ({ wiki: `{code:java}\nint ${word};\n{code}`, markdown: `~~~java\nint ${word};\n~~~` }),
  (word) => ({ wiki: `bq. quoted ${word}`, markdown: `>quoted ${word}` }),
  (word) => ({ wiki: `{chart:type=${word}}`, markdown: `\`\`\`\`jira\n{chart:type=${word}}\n\`\`\`\`` }),
];

const WORDS = ['amber', 'birch', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'heath', 'inlet', 'juniper'];

type Placed = Written & { readonly wikiGap: string; readonly markdownGap: string };

const documents = fc
  .record({
    blocks: fc.array(
      fc.record({
        spelling: fc.nat({ max: SPELLINGS.length - 1 }),
        wikiGap: fc.constantFrom('\n\n', '\n\n\n'),
        markdownGap: fc.constantFrom('\n\n', '\n \n', '\n\n\n'),
      }),
      { minLength: 2, maxLength: WORDS.length },
    ),
    wikiEnd: fc.constantFrom('\n', '\r\n'),
    markdownEnd: fc.constantFrom('\n', '\r\n'),
    chosen: fc.nat(),
    target: fc.nat(),
  })
  .map(({ blocks, wikiEnd, markdownEnd, chosen, target }) => {
    const placed = blocks.map(({ spelling, wikiGap, markdownGap }, at): Placed => {
      // Two lists in a row would be one list.
      const listBefore = at > 0 && [1, 2].includes(blocks[at - 1]?.spelling ?? 0) && [1, 2].includes(spelling);
      const { wiki, markdown } = (SPELLINGS[listBefore ? 0 : spelling] ?? SPELLINGS[0])?.(WORDS[at] ?? '') ?? EMPTY;
      const ends = (text: string, end: string) => text.replaceAll('\n', end);
      return {
        wiki: ends(wiki, wikiEnd),
        markdown: ends(markdown, markdownEnd),
        wikiGap: ends(wikiGap, wikiEnd),
        markdownGap: ends(markdownGap, markdownEnd),
      };
    });
    return { placed, chosen: chosen % placed.length, target: target % placed.length };
  });

const EMPTY: Written = { wiki: '', markdown: '' };

type Side = 'wiki' | 'markdown';

function textOf(placed: readonly Placed[], side: Side): string {
  const gap = side === 'wiki' ? 'wikiGap' : 'markdownGap';
  return placed.map((block, at) => `${block[side]}${at === placed.length - 1 ? '' : block[gap]}`).join('');
}

/** What the other side holds after an edit of one. */
function carriedOver(placed: readonly Placed[], edited: string, side: Side): string {
  const base: TextBase = { markdown: textOf(placed, 'markdown'), jira: { kind: 'wiki', wiki: textOf(placed, 'wiki') } };
  const git = side === 'markdown' ? edited : base.markdown;
  const jira = side === 'wiki' ? ({ kind: 'wiki', wiki: edited } as const) : base.jira;
  const outcome = reconcileText({ kind: 'wiki', base, git, jira, people });
  if (outcome.kind !== 'agreed') throw new Error(JSON.stringify(outcome));
  if (side === 'wiki') return outcome.markdown;
  return outcome.jira?.kind === 'wiki' ? outcome.jira.wiki : '';
}

const otherOf = (side: Side): Side => (side === 'wiki' ? 'markdown' : 'wiki');

/** They would be one list. */
function listsMeet(placed: readonly Placed[]): boolean {
  const isList = placed.map(({ wiki }) => /^[-#] /.test(wiki));
  return isList.some((list, at) => list && isList[at + 1] === true);
}

describe('an edit of one block leaves all others as they were written', function () {
  this.timeout(120_000);

  for (const side of ['markdown', 'wiki'] as const) {
    const other = otherOf(side);

    it(`one word edited in ${side}: just that word changes on the other side`, () => {
      fc.assert(
        fc.property(documents, ({ placed, chosen }) => {
          const word = WORDS[chosen] ?? '';
          const edited = textOf(placed, side).replace(word, 'lagoon');
          expect(carriedOver(placed, edited, side)).to.equal(textOf(placed, other).replace(word, 'lagoon'));
        }),
        { numRuns: 100 },
      );
    });

    it(`a paragraph inserted in ${side} stands alone on the other side`, () => {
      fc.assert(
        fc.property(documents, ({ placed, chosen }) => {
          const fresh: Placed = { wiki: 'Fresh words', markdown: 'Fresh words', wikiGap: '\n\n', markdownGap: '\n\n' };
          const edited = textOf([...placed.slice(0, chosen), fresh, ...placed.slice(chosen)], side);
          const [head, tail] = [placed.slice(0, chosen), placed.slice(chosen)].map((part) => textOf(part, other));
          const text = carriedOver(placed, edited, side);
          expect(text.startsWith(head ?? '') && text.endsWith(tail ?? ''), text).to.equal(true);
          expect(text.slice(head?.length, text.length - (tail?.length ?? 0)).trim()).to.equal('Fresh words');
        }),
        { numRuns: 100 },
      );
    });

    it(`a block removed in ${side} takes nothing with it on the other side`, () => {
      fc.assert(
        fc.property(documents, ({ placed, chosen }) => {
          const rest = placed.filter((_, at) => at !== chosen);
          fc.pre(!listsMeet(rest));
          const text = carriedOver(placed, textOf(rest, side), side);
          expect(text.split(/\s/).join('')).to.equal(textOf(rest, other).split(/\s/).join(''));
          for (const block of rest) expect(text).to.contain(block[other]);
        }),
        { numRuns: 100 },
      );
    });

    it(`a block moved in ${side} moves with its bytes on the other side`, () => {
      fc.assert(
        fc.property(documents, ({ placed, chosen, target }) => {
          const rest = placed.filter((_, at) => at !== chosen);
          const moved = [...rest.slice(0, target), ...placed.slice(chosen, chosen + 1), ...rest.slice(target)];
          fc.pre(!listsMeet(moved));
          const text = carriedOver(placed, textOf(moved, side), side);
          let from = 0;
          for (const block of moved) {
            expect(text.slice(from)).to.contain(block[other]);
            from = text.indexOf(block[other], from) + block[other].length;
          }
        }),
        { numRuns: 100 },
      );
    });
  }
});
