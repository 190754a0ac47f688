import { expect } from 'chai';
import type { Block, Inline } from '../../../../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';
import { wikiDialect } from '../../../../../src/model/text/wiki/wiki-dialect.ts';
import { people } from '../people.ts';

const dialect = wikiDialect(people);

function rendered(block: Block): string {
  return dialect
    .render(block, null)
    .map(({ original }) => original)
    .join('\n\n');
}

const text = (words: string): Inline => ({ kind: 'text', text: words });
const words = (line: string): Block => ({ kind: 'paragraph', children: [text(line)] });
const quote = (...blocks: readonly Block[]): Block => ({ kind: 'quote', blocks });

describe('writing wiki markup', () => {
  const cases: readonly (readonly [situation: string, block: Block, wiki: string])[] = [
    [
      'a panel in the colour of its tone, its title in the tag',
      { kind: 'panel', tone: 'caution', title: 'Stop', params: null, blocks: [words('x')] },
      '{panel:title=Stop|bgColor=#ffebe6}\nx\n{panel}',
    ],
    [
      'a title that a tag cannot hold as a bold line',
      { kind: 'panel', tone: 'note', title: 'A|B', params: [['macro', 'info']], blocks: [words('x')] },
      '{info}\n*A|B*\n\nx\n{info}',
    ],
    [
      'a panel within a panel as its words',
      {
        kind: 'panel',
        tone: 'note',
        title: null,
        params: [],
        blocks: [{ kind: 'panel', tone: 'tip', title: 'T', params: null, blocks: [words('x')] }],
      },
      '{panel}\n*T*\n\nx\n{panel}',
    ],
    ['a quote within a quote as in a mail', quote(words('a'), quote(words('b'))), '{quote}\na\n\n> b\n{quote}'],
    [
      'a text that folds as a panel',
      { kind: 'expand', title: 'More', params: [], blocks: [words('x')] },
      '{panel:title=▸ More}\nx\n{panel}',
    ],
    [
      'columns one below the other',
      {
        kind: 'columns',
        params: [],
        columns: [
          { width: '50%', blocks: [words('a')] },
          { width: null, blocks: [words('b')] },
        ],
      },
      'a\n\nb',
    ],
    [
      'a status as bold words in its colour',
      {
        kind: 'paragraph',
        children: [{ kind: 'span', name: 'status', value: 'green', children: [text('Done')] }],
      },
      '{color:#006644}*Done*{color}',
    ],
    [
      'a colour on each line of its words',
      {
        kind: 'paragraph',
        children: [{ kind: 'span', name: 'color', value: 'red', children: [text('a'), { kind: 'break' }, text('b')] }],
      },
      '{color:red}a{color}\n{color:red}b{color}',
    ],
    [
      'paragraphs of an item with a gap',
      {
        kind: 'list',
        ordered: true,
        start: 1,
        loose: false,
        items: [{ checked: null, blocks: [words('a'), words('b')] }],
      },
      '# a \\\\ \\\\ b',
    ],
    [
      'numbered items that stand apart without blank lines, so that they count on',
      {
        kind: 'list',
        ordered: true,
        start: 1,
        loose: true,
        items: [
          { checked: null, blocks: [words('a')] },
          { checked: null, blocks: [words('b')] },
        ],
      },
      '# a\n# b',
    ],
    [
      'blocks of a cell below each other',
      {
        kind: 'table',
        align: [null],
        params: [],
        rows: [
          [
            {
              header: false,
              params: [],
              blocks: [
                words('x|y'),
                {
                  kind: 'list',
                  ordered: false,
                  start: 1,
                  loose: true,
                  items: [
                    { checked: null, blocks: [words('a')] },
                    { checked: null, blocks: [words('b')] },
                  ],
                },
              ],
            },
          ],
        ],
      },
      '|x\\|y\n* a\n* b|',
    ],
    ['HTML as what a browser shows of it', { kind: 'html', source: '<p>one <b>two</b></p>' }, 'one *two*'],
    ['a remark that no page shows as nothing', { kind: 'html', source: '<!-- x -->' }, ''],
    ['an icon of Jira as its sign', words('✅ done, f(x) and (i) stay'), '(/) done, f\\(x) and \\(i) stay'],
    ['an icon after a letter as its character', words('a✅'), 'a✅'],
    ['words that look like tags', words('{code} and {color:red}x'), '\\{code} and \\{color:red}x'],
    ['a run of marks before a word', words('__init__ my_var'), '\\_\\_init__ my_var'],
    [
      'an image apart from letters beside it',
      {
        kind: 'paragraph',
        children: [text('see'), { kind: 'image', src: 'a b.png', alt: '', title: null, params: [['thumbnail', '']] }],
      },
      'see !a b.png|thumbnail!',
    ],
    [
      'a person within a link as words',
      {
        kind: 'paragraph',
        children: [
          { kind: 'link', href: '#x', title: null, children: [{ kind: 'mention', name: 'nobody', label: null }] },
        ],
      },
      '[@nobody|#x]',
    ],
  ];
  for (const [situation, block, wiki] of cases) {
    it(situation, () => expect(rendered(block)).to.equal(wiki));
  }

  it('keeps the closing tag of what is around out of code', () => {
    const code: Block = { kind: 'code', language: 'sh', params: [], meta: null, text: 'echo {quote}', plain: false };
    const out = rendered(quote(code, words('after')));
    expect(dialect.read({ kind: 'wiki', wiki: out }).pieces.map(({ block }) => block.kind)).to.deep.equal(['quote']);
  });
});

describe('wiki markup that Jira holds', () => {
  const samples = [
    '{panel:title=A|borderStyle=dashed|bgColor=#FFFFCE}\n* a\n** b\n\n||h||\n|c|\n{panel}',
    '{tip:title=T}\nx\n{tip}',
    '{section:border=true}\n{column}a{column}\n{section}',
    '||h|a\\\\b|\n|{color:red}x{color}| |\n|short|',
    '|a|{quote}\nb\n\nc\n{quote}|',
    '* a\n|x|y|\n* b\n{panel}c{panel}',
    '# a\n#* b\n#** c\n# d',
    '* [ ] open\n* [x] done',
    '[^a b.txt] [x|^b.txt] [#t] {anchor:t} [~nobody] !a.png|thumbnail,alt=A b!',
    '{color:#ff0000}*a* {{b}}{color} \\{code} (/) (off) \\(x)',
    '{noformat:title=Log}\n{code}\n{noformat}',
    'a\n\\\\\nb',
    '*a* _b_ -c- +d+ ^e^ ~f~ ??g?? x{*}y{*}z',
  ];
  for (const wiki of samples) {
    it(`means the same when it is written again: ${wiki.replaceAll('\n', '⏎')}`, () => {
      const { pieces } = dialect.read({ kind: 'wiki', wiki });
      expect(pieces).to.have.length(1);
      for (const { block } of pieces) {
        expect(dialect.render(block, null).map(({ key }) => key)).to.deep.equal([blockKey(block)]);
      }
    });
  }
});
