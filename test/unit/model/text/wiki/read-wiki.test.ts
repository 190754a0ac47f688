import { expect } from 'chai';
import type { Block, Inline } from '../../../../../src/model/text/tree/text-tree.ts';
import { readWiki } from '../../../../../src/model/text/wiki/read-wiki.ts';

function blocks(wiki: string): readonly Block[] {
  return readWiki(wiki).map((range) => range.block);
}

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children });
const words = (line: string): Block => paragraph(text(line));
const BREAK: Inline = { kind: 'break' };
const red = (...children: readonly Inline[]): Inline => ({ kind: 'span', name: 'color', value: 'red', children });
const strong = (line: string): Inline => ({ kind: 'styled', style: 'strong', children: [text(line)] });
const link = (href: string, line: string): Inline => ({ kind: 'link', href, title: null, children: [text(line)] });
const list = (...items: readonly (readonly Block[])[]): Block => ({
  kind: 'list',
  ordered: false,
  start: 1,
  loose: false,
  items: items.map((each) => ({ checked: null, blocks: each })),
});

describe('reading the blocks of wiki markup', () => {
  const cases: readonly (readonly [situation: string, wiki: string, tree: readonly Block[]])[] = [
    [
      'a panel in a colour of Cloud',
      '{panel:title=Done when|bgColor=#E3FCEF}\n* a\n{panel}',
      [{ kind: 'panel', tone: 'tip', title: 'Done when', params: null, blocks: [list([words('a')])] }],
    ],
    [
      'a panel of another look',
      '{panel:borderStyle=dashed|title=A|bgColor=#fff}x{panel}',
      [
        {
          kind: 'panel',
          tone: 'note',
          title: 'A',
          params: [
            ['borderStyle', 'dashed'],
            ['bgColor', '#fff'],
          ],
          blocks: [words('x')],
        },
      ],
    ],
    [
      'a warning',
      '{warning}\nHot\n{warning}',
      [{ kind: 'panel', tone: 'warning', title: null, params: [['macro', 'warning']], blocks: [words('Hot')] }],
    ],
    [
      'a text that folds',
      '{expand:More}\nx\n{expand}',
      [{ kind: 'expand', title: 'More', params: [['macro', 'expand']], blocks: [words('x')] }],
    ],
    [
      'columns',
      '{section}\n{column:width=30%}\nL\n{column}\n{column}R{column}\n{section}',
      [
        {
          kind: 'columns',
          params: [['macro', 'section']],
          columns: [
            { width: '30%', blocks: [words('L')] },
            { width: null, blocks: [words('R')] },
          ],
        },
      ],
    ],
    [
      'a section that holds more than columns',
      '{section}\nx\n{section}',
      [{ kind: 'raw', source: '{section}\nx\n{section}' }],
    ],
    ['a macro of another product', '{html}<b>{html}', [{ kind: 'raw', source: '{html}<b>{html}' }]],
    [
      'code that is never closed',
      '{code:java}\nint x;\n* a',
      [paragraph(text('{code:java}'), BREAK, text('int x;')), list([words('a')])],
    ],
    ['a colour that is never closed', '{color:red}forever', [words('{color:red}forever')]],
    ['a name in braces', 'GET /{id}/{status}', [words('GET /{id}/{status}')]],
    [
      'code with a named language',
      '{code:title=A.java|language=java}\nx\n{code}',
      [{ kind: 'code', language: 'java', params: [['title', 'A.java']], meta: null, text: 'x', plain: false }],
    ],
    [
      'a colour over lines',
      'a {color:red}b\nc{color} d',
      [paragraph(text('a '), red(text('b')), BREAK, red(text('c')), text(' d'))],
    ],
    [
      'a colour around items',
      '* {color:red}a\n* b{color}',
      [list([paragraph(red(text('a')))], [paragraph(red(text('b')))])],
    ],
    ['a colour over blocks', '{color:red}a\n\nb{color}', [{ kind: 'raw', source: '{color:red}a\n\nb{color}' }]],
    [
      'row headers, an empty cell and a row that is too short',
      '||h|c|\n||i| |\n|last|',
      [
        {
          kind: 'table',
          align: [null, null],
          params: [],
          rows: [
            [
              { header: true, params: [], blocks: [words('h')] },
              { header: false, params: [], blocks: [words('c')] },
            ],
            [
              { header: true, params: [], blocks: [words('i')] },
              { header: false, params: [], blocks: [] },
            ],
            [{ header: false, params: [], blocks: [words('last')] }],
          ],
        },
      ],
    ],
    [
      'a list and code within cells',
      '|first\n* a\n* b|{code}\nx | y\n\nz\n{code}|',
      [
        {
          kind: 'table',
          align: [null, null],
          params: [],
          rows: [
            [
              { header: false, params: [], blocks: [words('first'), list([words('a')], [words('b')])] },
              {
                header: false,
                params: [],
                blocks: [{ kind: 'code', language: null, params: [], meta: null, text: 'x | y\n\nz', plain: false }],
              },
            ],
          ],
        },
      ],
    ],
    ['two line breaks within an item', '* a\\\\ \\\\b', [list([words('a'), words('b')])]],
    ['a jump over a level', '* a\n*** b', [list([words('a'), list([words('b')])])]],
    ['dashes at the start of a line', '-- a signature', [words('-- a signature')]],
    ['a quote of one line without a space', 'bq.so', [{ kind: 'quote', blocks: [words('so')] }]],
    ['a heading without a space', 'h5.Steps', [{ kind: 'heading', level: 5, children: [text('Steps')] }]],
    [
      'decisions',
      '* *Decision:* ship it\n* *Decision?* when',
      [
        {
          kind: 'decisions',
          items: [
            { decided: true, children: [text('ship it')] },
            { decided: false, children: [text('when')] },
          ],
        },
      ],
    ],
  ];
  for (const [situation, wiki, tree] of cases) {
    it(situation, () => expect(blocks(wiki)).to.deep.equal(tree));
  }

  it('leaves nothing but white space between two blocks', () => {
    const wiki = ' a\r\n\r\n{panel}x{panel} b\r|c|\r\n';
    const ranges = readWiki(wiki);
    const between = ranges.map(({ end }, at) => wiki.slice(end, ranges[at + 1]?.start ?? wiki.length));
    expect(between.join('').trim()).to.equal('');
    expect(ranges).to.have.length(4);
  });
});

describe('reading a line of wiki markup', () => {
  const image = (src: string, alt: string, params: readonly (readonly [string, string])[]): Inline => ({
    kind: 'image',
    src,
    alt,
    title: null,
    params,
  });
  const cases: readonly (readonly [wiki: string, tree: readonly Inline[]])[] = [
    ['[^my log (1).txt]', [link('attachment:my log (1).txt', 'my log (1).txt')]],
    ['[the log|^my log.txt]', [link('attachment:my log.txt', 'the log')]],
    ['[#top] and [up|#top]', [link('#top', 'top'), text(' and '), link('#top', 'up')]],
    ['{anchor:top}x', [{ kind: 'span', name: 'anchor', value: 'top', children: [] }, text('x')]],
    ['[John|~john.doe]', [{ kind: 'mention', name: 'john.doe', label: 'John' }]],
    ['[mailto:a@example.com]', [{ kind: 'url', url: 'mailto:a@example.com', bracketed: true }]],
    ['[\\\\server\\share]', [{ kind: 'url', url: '\\\\server\\share', bracketed: true }]],
    ['[KEY-1]', [text('[KEY-1]')]],
    ['!a b (2).png|thumbnail!', [image('a b (2).png', '', [['thumbnail', '']])]],
    [
      '!a.png|width=300, height=20,alt=Log in!',
      [
        image('a.png', 'Log in', [
          ['width', '300'],
          ['height', '20'],
        ]),
      ],
    ],
    [
      '[!a.png|thumbnail!|https://example.com]',
      [{ kind: 'link', href: 'https://example.com', title: null, children: [image('a.png', '', [['thumbnail', '']])] }],
    ],
    ['Wow! see a.txt!', [text('Wow! see a.txt!')]],
    ['(/) done (x) not', [text('✅ done ❌ not')]],
    ['f(x) and (x)y and \\(x)', [text('f(x) and (x)y and (x)')]],
    ['\\\\server\\share and a\\\\b', [text('\\\\server\\share and a'), BREAK, text('b')]],
    ['un{*}believ{*}able *b{*}', [text('un'), strong('believ'), text('able '), strong('b')]],
    [
      '*a [b*c|https://example.com] d*',
      [
        {
          kind: 'styled',
          style: 'strong',
          children: [text('a '), link('https://example.com', 'b*c'), text(' d')],
        },
      ],
    ],
    ['*{color:red}a*b{color}*', [{ kind: 'styled', style: 'strong', children: [red(text('a*b'))] }]],
    ['__init__ and my_var_name, 5-6 -- 7', [text('__init__ and my_var_name, 5-6 -- 7')]],
    ['{{a *b* c}}', [{ kind: 'code', text: 'a *b* c' }]],
    ['&lt;b&gt; &copy;', [text('<b> ©')]],
  ];
  for (const [wiki, tree] of cases) {
    it(wiki, () => expect(blocks(wiki)).to.deep.equal([paragraph(...tree)]));
  }
});
