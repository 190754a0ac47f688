import { expect } from 'chai';
import { compareBlocks, WORDS } from '../../../scripts/text-benchmark/compare-blocks.ts';
import { renderTable } from '../../../scripts/text-benchmark/render-table.ts';
import { evilInputs, randomInputs } from '../../../scripts/text-benchmark/slow-inputs.ts';
import { atLeast, atMost, count, missedFigures, share, type Table } from '../../../scripts/text-benchmark/table.ts';
import { countWords, sumOf, survivingWords, wordsOfTree } from '../../../scripts/text-benchmark/tree-words.ts';
import type { Inline } from '../../../src/model/text/tree/text-tree.ts';

function tableOf(...row: Table['rows'][number]): Table {
  return { title: 'T', note: 'n', columns: row.map((_, at) => `c${at}`), rows: [row], findings: ['here: why'] };
}

describe('the figures of the text report', () => {
  it('miss a goal by as little as one in many', () => {
    const table = tableOf(share(99_999, 100_000, atLeast(100)), count(1, atMost(0)), count(0, atMost(0)), count(7));
    expect(missedFigures([table])).to.have.length(2);
  });

  it('are never rounded up to all', () => {
    const text = renderTable(tableOf(share(99_999, 100_000, atLeast(100)), share(1, 1, atLeast(100))), true);
    expect(text).to.include('| 99.99 % (at least 100 %) MISSED | 100 % (at least 100 %) |').and.include('- here: why');
  });

  it('say none where there is nothing to measure', () => {
    expect(share(0, 0, atLeast(100))).to.equal('none');
  });
});

describe('the words of a text', () => {
  const text = (words: string): Inline => ({ kind: 'text', text: words });

  it('are one where a part of one is bold, and two on both sides of a break', () => {
    const half: readonly Inline[] = [text('half'), { kind: 'styled', style: 'strong', children: [text('bold one')] }];
    const tree = { kind: 'paragraph', children: [...half, { kind: 'break' }, text('next')] };
    expect([...wordsOfTree(tree).keys()].toSorted()).to.deep.equal(['halfbold', 'next', 'one']);
  });

  it('are those that a reader sees: no tags, no addresses', () => {
    const children = [{ kind: 'link', href: 'https://a.example', title: null, children: [text('here')] }];
    const tree = [
      { kind: 'html', source: '<b class="x">loud</b>' },
      { kind: 'paragraph', children },
    ];
    expect([...wordsOfTree(tree).keys()]).to.deep.equal(['loud', 'here']);
  });

  it('survive as often as they are still there', () => {
    expect(survivingWords(countWords('a a b'), countWords('a b b c'))).to.equal(2);
    expect(sumOf(countWords('a a b'))).to.equal(3);
  });
});

describe('the comparison of the blocks around an edit', () => {
  it('accepts the edited block alone', () => {
    expect(compareBlocks(['a', 'b', 'c'], ['a', WORDS, 'c'], 1)).to.deep.equal({ kind: 'kept' });
    expect(compareBlocks(['a'], [WORDS], 1)).to.deep.equal({ kind: 'kept' });
  });

  it('tells of a neighbour that changed, is gone or came', () => {
    for (const after of [
      ['A', WORDS, 'c'],
      [WORDS, 'c'],
      ['a', WORDS],
      ['a', WORDS, 'c', 'd'],
      ['a', 'b', 'c'],
    ]) {
      expect(compareBlocks(['a', 'b', 'c'], after, 1).kind, after.join()).to.equal('touched');
    }
  });
});

describe('the inputs that are made to be slow', () => {
  it('are the same for the same seed', () => {
    expect(randomInputs(7, 40)).to.deep.equal(randomInputs(7, 40));
    expect(randomInputs(8, 40)).to.not.deep.equal(randomInputs(7, 40));
  });

  it('go each way, and have names of their own', () => {
    const names = evilInputs([200]).map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const way of ['wiki to Markdown', 'Markdown to wiki', 'Markdown to ADF', 'ADF to Markdown']) {
      expect(
        names.some((name) => name.endsWith(`"[[[[", ${way}`)),
        way,
      ).to.equal(true);
    }
  });
});
