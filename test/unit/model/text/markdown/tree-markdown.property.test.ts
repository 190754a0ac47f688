import { expect } from 'chai';
import fc from 'fast-check';
import { isSimpleMarkdown } from '../../../../../src/model/text/markdown/is-simple-markdown.ts';
import type { MarkdownDialect } from '../../../../../src/model/text/markdown/markdown-dialect.ts';
import { readMarkdown } from '../../../../../src/model/text/markdown/read-markdown.ts';
import { renderMarkdown } from '../../../../../src/model/text/markdown/render-markdown.ts';
import type { Block } from '../../../../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';
import { blockArbitrary } from '../../../../support/text-tree-arbitrary.ts';
import { people } from '../people.ts';

const dialect: MarkdownDialect = { carrier: 'jira', people };
const RUNS = 600;

/** One block takes the whole of the text and means the same. */
function comesBack(block: Block, careful: boolean): boolean {
  const markdown = renderMarkdown(block, { dialect, careful });
  const [range, more] = readMarkdown(markdown, dialect);
  const whole = range !== undefined && more === undefined && markdown.slice(range.start, range.end) === markdown;
  return whole && blockKey(range.block) === blockKey(block);
}

describe('any tree as Markdown', function () {
  this.timeout(120_000);

  it('is read back as the same tree, mostly without careful escapes', () => {
    let careful = 0;
    let carried = 0;
    fc.assert(
      fc.property(blockArbitrary({ depth: 3 }), (block) => {
        if (comesBack(block, false)) return;
        careful += 1;
        expect(isSimpleMarkdown(block), 'called simple').to.equal(false);
        if (!comesBack(block, true)) carried += 1;
      }),
      { numRuns: RUNS },
    );
    expect(careful / RUNS, 'careful').to.be.lessThan(0.1);
    expect(carried / RUNS, 'neither').to.be.lessThan(0.005);
  });

  it('is read back within CRLF lines', () => {
    fc.assert(
      fc.property(blockArbitrary({ depth: 2 }), (block) => {
        fc.pre(comesBack(block, false));
        const markdown = renderMarkdown(block, { dialect, careful: false }).replaceAll('\n', '\r\n');
        const [range, more] = readMarkdown(markdown, dialect);
        expect(more).to.equal(undefined);
        if (range !== undefined) expect(blockKey(range.block)).to.equal(blockKey(block));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its neighbours apart', () => {
    const pair = fc.tuple(blockArbitrary({ depth: 1 }), blockArbitrary({ depth: 1 }));
    fc.assert(
      fc.property(pair, (blocks) => {
        fc.pre(blocks.every((block) => comesBack(block, false)));
        const quote: Block = { kind: 'quote', blocks };
        expect(comesBack(quote, false) || comesBack(quote, true)).to.equal(true);
      }),
      { numRuns: 200 },
    );
  });
});
