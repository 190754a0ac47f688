import { expect } from 'chai';
import type { MarkdownDialect } from '../../../../../src/model/text/markdown/markdown-dialect.ts';
import { readMarkdown } from '../../../../../src/model/text/markdown/read-markdown.ts';
import { renderMarkdown } from '../../../../../src/model/text/markdown/render-markdown.ts';
import type { Block, ImageInline, Inline, Params, TableCell } from '../../../../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';
import { people } from '../people.ts';

const dialect: MarkdownDialect = { carrier: 'jira', people };

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function p(...children: readonly (Inline | string)[]): Block {
  return { kind: 'paragraph', children: children.map((child) => (typeof child === 'string' ? text(child) : child)) };
}

function strong(words: string): Inline {
  return { kind: 'styled', style: 'strong', children: [text(words)] };
}

function list(...items: readonly (readonly Block[])[]): Block {
  return {
    kind: 'list',
    ordered: false,
    start: 1,
    loose: false,
    items: items.map((blocks) => ({ checked: null, blocks })),
  };
}

function image(src: string, params: Params, title: string | null = null): ImageInline {
  return { kind: 'image', src, alt: 'Alt', title, params };
}

function panel(params: Params | null, title: string | null, ...blocks: readonly Block[]): Block {
  return { kind: 'panel', tone: 'note', title, params, blocks };
}

function cell(params: Params, ...blocks: readonly Block[]): TableCell {
  return { header: false, params, blocks };
}

function table(rows: readonly (readonly TableCell[])[], params: Params = []): Block {
  return { kind: 'table', align: [], params, rows };
}

const head: TableCell = { header: true, params: [], blocks: [p('h')] };
const code: Block = { kind: 'code', language: 'sh', params: [], meta: null, text: 'ls', plain: false };

/** A part of the tree and its one form in Markdown. */
const FORMS: readonly (readonly [situation: string, block: Block, markdown: string])[] = [
  ['a panel', panel(null, null, p('a')), '> [!NOTE]\n> a'],
  ['a panel with a title', panel(null, 'T *x*', list([p('a')])), '> [!NOTE]\n> **T \\*x\\***\n>\n> - a'],
  ['a panel of no paragraph', panel(null, null, code), '> [!NOTE]\n>\n> ```sh\n> ls\n> ```'],
  ['an empty panel', panel(null, null), '> [!NOTE]'],
  ['a panel without parameters', panel([], null, p('a')), '> [!NOTE]\n> <!-- panel -->\n> a'],
  [
    'a panel whose parameters could end its comment',
    panel([['bgColor', 'a" --> <b>\n']], null, p('a')),
    '> [!NOTE]\n> <!-- panel bgColor="a&quot; &#45;-&gt; &lt;b&gt;&#10;" -->\n> a',
  ],
  ['a quote that looks like a panel', { kind: 'quote', blocks: [p('[!NOTE]')] }, '> \\[!NOTE]'],
  [
    'what folds',
    {
      kind: 'expand',
      title: 'A < B',
      params: [
        ['open', ''],
        ['width', '760'],
      ],
      blocks: [p('a'), code],
    },
    '<details open data-width="760">\n<summary>A &lt; B</summary>\n\na\n\n```sh\nls\n```\n\n</details>',
  ],
  ['what folds without a title', { kind: 'expand', title: '', params: [], blocks: [] }, '<details>\n</details>'],
  [
    'columns',
    {
      kind: 'columns',
      params: [],
      columns: [
        { width: '50%', blocks: [p('a')] },
        { width: null, blocks: [] },
      ],
    },
    '<div data-columns>\n<div data-column="50%">\n\na\n\n</div>\n<div data-column>\n</div>\n</div>',
  ],
  [
    'a place',
    {
      kind: 'placed',
      place: [
        ['align', 'center'],
        ['indent', '2'],
      ],
      block: p('a'),
    },
    '<div align="center" data-indent="2">\n\na\n\n</div>',
  ],
  [
    'a figure',
    { kind: 'figure', image: image('a.png', []), caption: [strong('b')] },
    '<figure>\n\n![Alt](a.png)\n\n<figcaption>\n\n**b**\n\n</figcaption>\n</figure>',
  ],
  ['a card', { kind: 'card', url: 'https://e.com', params: [] }, '[https://e.com](https://e.com "card")'],
  [
    'an embedded page',
    {
      kind: 'card',
      url: 'https://e.com',
      params: [
        ['embed', ''],
        ['width', '50'],
      ],
    },
    '[https://e.com](https://e.com "embed width=50")',
  ],
  [
    'decisions',
    {
      kind: 'decisions',
      items: [
        { decided: true, children: [text('a')] },
        { decided: false, children: [text('b')] },
      ],
    },
    '- **Decision:** a\n- **Decision?** b',
  ],
  [
    'a table of lines',
    table([
      [head, head],
      [cell([], p('a|b', { kind: 'break' }, 'c')), cell([], p({ kind: 'code', text: 'x|y' }))],
    ]),
    '| h | h |\n| --- | --- |\n| a\\|b<br>c | `x\\|y` |',
  ],
  [
    'a table of blocks',
    table(
      [
        [
          head,
          cell(
            [
              ['colspan', '2'],
              ['background', 'red'],
            ],
            p('a'),
            list([p('b')]),
          ),
          cell([]),
        ],
      ],
      [['layout', 'wide']],
    ),
    '<table data-layout="wide">\n<tr>\n<th>\n\nh\n\n</th>\n<td colspan="2" data-background="red">\n\na\n\n- b\n\n</td>\n<td></td>\n</tr>\n</table>',
  ],
  ['bars behind backslashes', table([[head], [cell([], p('a\\|b\\'))]]), '| h |\n| --- |\n| a\\\\\\|b\\\\ |'],
  [
    'a colour',
    p({ kind: 'span', name: 'color', value: 'red', children: [strong('a')] }),
    '<span style="color: red">**a**</span>',
  ],
  [
    'a background',
    p({ kind: 'span', name: 'background', value: '#fff', children: [text('a')] }),
    '<span style="background-color: #fff">a</span>',
  ],
  [
    'a status',
    p({ kind: 'span', name: 'status', value: 'blue', children: [text('Done')] }),
    '<span data-status="blue">Done</span>',
  ],
  [
    'a date',
    p({ kind: 'span', name: 'date', value: '2026-02-10', children: [text('Tue')] }),
    '<time datetime="2026-02-10">Tue</time>',
  ],
  [
    'an emoji',
    p({ kind: 'span', name: 'emoji', value: 'x"y', children: [text(':z:')] }),
    '<span data-emoji="x&quot;y">:z:</span>',
  ],
  ['an anchor', p('a', { kind: 'span', name: 'anchor', value: 'top', children: [] }), 'a<a id="top"></a>'],
  [
    'a remark',
    p({ kind: 'span', name: 'annotation', value: '1', children: [text('a')] }),
    '<span data-annotation="1">a</span>',
  ],
  ['a person', p('hi ', { kind: 'mention', name: 'john.doe', label: null }), 'hi @john.doe'],
  [
    'a person within a word',
    p('hi', { kind: 'mention', name: 'john.doe', label: null }),
    'hi[@john.doe](mention:john.doe)',
  ],
  ['someone else', p({ kind: 'mention', name: 'no body', label: 'Nö [x]' }), '[@Nö \\[x\\]](mention:no%20body)'],
  [
    'a person in a link',
    p({ kind: 'link', href: '#a', title: null, children: [{ kind: 'mention', name: 'x', label: null }] }),
    '<a href="#a">[@x](mention:x)</a>',
  ],
  ['a small image', p(image('a.png', [['thumbnail', '']])), '![Alt](a.png "thumbnail")'],
  ['an image with both', p(image('a b.png', [['width', '300']], 'T')), '![Alt](<a b.png> "T | width=300")'],
  ['a title like parameters', p(image('a.png', [], 'width=300')), '![Alt](a.png "width=300 |")'],
  [
    'a file of Jira',
    p(
      image('media:a-1', [
        ['collection', 'c d'],
        ['layout', 'wide'],
      ]),
    ),
    '![Alt](media:a-1?collection=c%20d&layout=wide)',
  ],
  [
    'an attachment',
    p({ kind: 'link', href: 'attachment:a b.log', title: null, children: [text('a b.log')] }),
    '[a b.log](<attachment:a b.log>)',
  ],
  [
    'lists that follow each other',
    { kind: 'quote', blocks: [list([p('a')]), list([p('b')])] },
    '> - a\n>\n> <!-- -->\n>\n> - b',
  ],
  ['a rule in an item', list([{ kind: 'rule' }]), '- ***'],
  ['an address before a line break', p('http://e.com/a', { kind: 'break' }, 'b'), 'http://e.com/a \\\nb'],
  ['code beside code', p({ kind: 'code', text: 'a' }, { kind: 'code', text: 'b' }), '`a`<!-- -->`b`'],
  [
    'a table in a panel in an item',
    list([p('a'), panel(null, null, table([[cell([], p('b')), cell([], code)]]))]),
    '- a\n\n  > [!NOTE]\n  >\n  > <table>\n  > <tr>\n  > <td>\n  >\n  > b\n  >\n  > </td>\n  > <td>\n  >\n  > ```sh\n  > ls\n  > ```\n  >\n  > </td>\n  > </tr>\n  > </table>',
  ],
];

describe('the forms of Markdown', () => {
  for (const [situation, block, markdown] of FORMS) {
    it(`${situation}: exactly so, and back`, () => {
      expect(renderMarkdown(block, { dialect, careful: false })).to.equal(markdown);
      expect(keys(markdown)).to.deep.equal([blockKey(block)]);
    });
  }

  const fold: Block = { kind: 'expand', title: 'Logs', params: [], blocks: [p('a')] };
  const asFold: readonly (readonly [situation: string, markdown: string])[] = [
    ['on one line', '<details><summary>Logs</summary>\n\na\n\n</details>'],
    ['indented', '  <details>\n   <summary> Logs </summary>\n\na\n\n  </details>  '],
    ['in capitals', '<DETAILS>\n<SUMMARY>Logs</summary>\n\na\n\n</Details >'],
    ['with a blank line behind the tag', '<details>\n\n<summary>Logs</summary>\n\na\n\n</details>'],
  ];
  for (const [situation, markdown] of asFold) {
    it(`reads what folds ${situation}`, () => expect(keys(markdown)).to.deep.equal([blockKey(fold)]));
  }

  it('reads attributes in any order and any quotes', () => {
    expect(keys("<div  data-indent='2'   align=center >\n\na\n\n</div>")).to.deep.equal([
      blockKey({
        kind: 'placed',
        place: [
          ['align', 'center'],
          ['indent', '2'],
        ],
        block: p('a'),
      }),
    ]);
    expect(keys("> [!note]  \n> <!--panel a='b' c-->\n> x")).to.deep.equal([
      blockKey(
        panel(
          [
            ['a', 'b'],
            ['c', ''],
          ],
          null,
          p('x'),
        ),
      ),
    ]);
  });

  it('reads parts that stand together as pieces of their own', () => {
    const markdown = 'x\n\n<details>\n<summary>Logs</summary>\n\na\n\n</details>\n<details>\n\nb\n\n</details>\n\ny';
    const ranges = readMarkdown(markdown, dialect);
    expect(ranges.map(({ start, end }) => markdown.slice(start, end).split('\n')[0])).to.deep.equal([
      'x',
      '<details>',
      '<details>',
      'y',
    ]);
    expect(ranges.map(({ line }) => line)).to.deep.equal([1, 3, 9, 15]);
  });

  const asHtml: readonly (readonly [situation: string, markdown: string])[] = [
    ['a tag that is never closed', '<details>\n\na'],
    ['a tag that is never opened', 'a\n\n</details>'],
    ['words in the tag', '<details>words\n\na\n\n</details>'],
    ['other attributes', '<div class="x">\n\na\n\n</div>'],
    ['a div that says nothing', '<div>\n\na\n\n</div>'],
    ['a row without a table', '<tr>\n\na\n\n</tr>'],
    ['words between rows', '<table>\n<tr>\n</tr>\n\na\n\n</table>'],
    ['two blocks in one place', '<div align="center">\n\na\n\nb\n\n</div>'],
  ];
  for (const [situation, markdown] of asHtml) {
    it(`leaves ${situation} to HTML`, () => {
      const blocks = readMarkdown(markdown, dialect).map(({ block }) => block);
      expect(blocks.length).to.be.greaterThan(1);
      expect(blocks.every(({ kind }) => kind === 'html' || kind === 'paragraph')).to.equal(true);
      expect(blocks.some(({ kind }) => kind === 'html')).to.equal(true);
    });
  }

  it('reads a form within HTML of another kind', () => {
    const blocks = readMarkdown('<div class="x">\n\n<details>\n\na\n\n</details>\n\n</div>', dialect);
    expect(blocks.map(({ block }) => block.kind)).to.deep.equal(['html', 'expand', 'html']);
    const across = readMarkdown('<details>\n\n<div align="center">\n\na\n\n</details>\n\n</div>', dialect);
    expect(across.map(({ block }) => block.kind)).to.deep.equal(['expand', 'html']);
  });

  it('mentions by address even someone who is in the list by now', () => {
    expect(keys('[@J](mention:john.doe)')).to.deep.equal([
      blockKey(p({ kind: 'mention', name: 'john.doe', label: null })),
    ]);
    expect(keys('`[~john]`{=jira}')).to.deep.equal([blockKey(p({ kind: 'raw', source: '[~john]' }))]);
  });

  it('takes a tag that HTML does not have for words, and others for HTML', () => {
    expect(keys('a List<String> b')).to.deep.equal([blockKey(p('a List<String> b'))]);
    expect(keys('a <big> b')).to.deep.equal([blockKey(p('a ', { kind: 'html', source: '<big>' }, ' b'))]);
  });

  it('reads a list that only looks like decisions as a list', () => {
    const block = list([p(strong('Decision:'), ' a')]);
    const markdown = renderMarkdown(block, { dialect, careful: true });
    expect(keys(markdown)).to.deep.equal([blockKey(block)]);
    for (const markdown of ['- **Decision:** a\n- b', '- **Decision:** a\n\n  b', '1. **Decision:** a']) {
      expect(keys(markdown)[0]).to.match(/^\["l"/);
    }
  });
});

function keys(markdown: string): readonly string[] {
  return readMarkdown(markdown, dialect).map(({ block }) => blockKey(block));
}
