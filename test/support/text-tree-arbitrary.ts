import fc from 'fast-check';
import type {
  Block,
  Inline,
  InlineStyle,
  ListItem,
  Params,
  SpanName,
  TableCell,
} from '../../src/model/text/tree/text-tree.ts';

/**
 * Which words of the tree are drawn. `names`: who is mentioned, besides odd names. `only`: kinds of blocks; all of them
 * when null.
 */
export type TreeOptions = {
  readonly names: readonly string[];
  readonly depth: number;
  readonly only: readonly Block['kind'][] | null;
};

const DEFAULTS: TreeOptions = { names: ['john.doe', 'nobody'], depth: 3, only: null };

/**
 * Whole random trees as a reader makes them: lists, quotes, panels, tables within each other, words that look like
 * marks of some notation. Without `raw`, `html`, footnotes and definitions, which belong to one notation.
 */
export function blockArbitrary(options: Partial<TreeOptions> = {}): fc.Arbitrary<Block> {
  const { names, depth, only } = { ...DEFAULTS, ...options };
  const inlines = lineArbitrary(names);
  const draw = (level: number): fc.Arbitrary<Block> => {
    const shallow = leaves(inlines);
    const all = level === 0 ? shallow : { ...shallow, ...containers(inlines, draw(level - 1)) };
    const drawn = Object.entries(all).filter(([kind]) => only === null || only.some((each) => each === kind));
    return fc.oneof(...drawn.map(([, arbitrary]) => arbitrary));
  };
  return draw(depth);
}

type Drawn = { readonly [Kind in Block['kind']]?: fc.Arbitrary<Block> };

function leaves(inlines: fc.Arbitrary<readonly Inline[]>): Drawn {
  return {
    paragraph: fc.record({ kind: fc.constant('paragraph'), children: inlines }),
    heading: fc.record({ kind: fc.constant('heading'), level: fc.integer({ min: 1, max: 6 }), children: inlines }),
    code: codeArbitrary,
    rule: fc.constant({ kind: 'rule' }),
    figure: fc.record({ kind: fc.constant('figure'), image: imageArbitrary, caption: inlines }),
    card: fc.record({
      kind: fc.constant('card'),
      url: fc.constantFrom('https://example.com/a_b?c=d&e=f', 'https://example.com/wiki/Page+(2)'),
      params: fc.constant([]),
    }),
    decisions: fc.record({
      kind: fc.constant('decisions'),
      items: fc.array(fc.record({ decided: fc.boolean(), children: inlines }), { minLength: 1, maxLength: 3 }),
    }),
  };
}

function containers(inlines: fc.Arbitrary<readonly Inline[]>, inner: fc.Arbitrary<Block>): Drawn {
  const blocks = fc.array(inner, { minLength: 1, maxLength: 3 });
  return {
    list: listArbitrary(inlines, inner),
    quote: fc.record({ kind: fc.constant('quote'), blocks }),
    panel: fc.record({
      kind: fc.constant('panel'),
      tone: fc.constantFrom('note', 'tip', 'important', 'warning', 'caution'),
      title: fc.option(words, { nil: null }),
      params: fc.option(paramsArbitrary('borderStyle', 'bgColor', 'macro'), { nil: null }),
      blocks,
    }),
    expand: fc.record({
      kind: fc.constant('expand'),
      title: fc.oneof(words, fc.constant('')),
      params: paramsArbitrary('width', 'mode'),
      blocks,
    }),
    columns: fc.record({
      kind: fc.constant('columns'),
      params: paramsArbitrary('border', 'layout'),
      columns: fc.array(fc.record({ width: fc.constantFrom('50%', '33.33%', '200px', null), blocks }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    placed: fc.record({
      kind: fc.constant('placed'),
      place: fc.constantFrom<Params>(
        [['align', 'center']],
        [
          ['align', 'right'],
          ['indent', '2'],
        ],
        [['breakout', 'wide']],
      ),
      block: inner,
    }),
    table: fc.oneof(plainTable(inlines), richTable(blocks)),
  };
}

/** The first block of a task is a paragraph. */
function listArbitrary(inlines: fc.Arbitrary<readonly Inline[]>, inner: fc.Arbitrary<Block>): fc.Arbitrary<Block> {
  const paragraph = fc.record({ kind: fc.constant('paragraph' as const), children: inlines });
  const item = fc
    .tuple(fc.constantFrom(null, null, true, false), paragraph, fc.array(inner, { maxLength: 2 }), fc.boolean())
    .map(([checked, first, others, led]): ListItem => {
      const blocks: readonly Block[] = led || checked !== null || others.length === 0 ? [first, ...others] : others;
      return { checked, blocks };
    });
  return fc
    .tuple(fc.boolean(), fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.array(item, { minLength: 1, maxLength: 3 }))
    .map(([ordered, start, loose, items]) => ({ kind: 'list', ordered, start: ordered ? start : 1, loose, items }));
}

const codeArbitrary: fc.Arbitrary<Block> = fc
  .tuple(
    fc.constantFrom(null, 'java', 'c++', 'sh'),
    fc.constantFrom<Params>([], [['title', 'A b.java']]),
    fc.array(
      fc.constantFrom('x = 1;', '```', '', '  indented', '{code}', '> a', '</td>', '- b', '~~~~', '{noformat}'),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([language, params, lines]) => {
    return { kind: 'code', language, params, meta: null, text: lines.join('\n'), plain: language === null };
  });

type Rows = readonly (readonly TableCell[])[];

/** Lines of words, with a header or without. */
function plainTable(inlines: fc.Arbitrary<readonly Inline[]>): fc.Arbitrary<Block> {
  return fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.boolean())
    .chain(([width, height, headed]) => {
      const cell = fc.oneof(inlines, inlines, fc.constant([]));
      const row = fc.array(cell, { minLength: width, maxLength: width });
      const align = fc.constantFrom('left', 'right', 'center', null, null, null);
      return fc.record({
        kind: fc.constant('table' as const),
        align: fc.array(align, { minLength: width, maxLength: width }),
        params: fc.constant([]),
        rows: fc.array(row, { minLength: height, maxLength: height }).map(
          (rows): Rows =>
            rows.map((cells, at) =>
              cells.map((children) => ({
                header: headed && at === 0,
                params: [],
                blocks: children.length === 0 ? [] : [{ kind: 'paragraph', children }],
              })),
            ),
        ),
      });
    });
}

function richTable(blocks: fc.Arbitrary<readonly Block[]>): fc.Arbitrary<Block> {
  const params = fc.constantFrom<Params>(
    [],
    [],
    [['colspan', '2']],
    [
      ['rowspan', '2'],
      ['background', '#deebff'],
    ],
    [['colwidth', '100,200']],
  );
  const cell = fc.record({ header: fc.boolean(), params, blocks: fc.oneof(blocks, fc.constant([])) });
  return fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).chain((rows) => {
    return fc.record({
      kind: fc.constant('table' as const),
      align: fc.constant((rows[0] ?? []).map(() => null)),
      params: paramsArbitrary('layout', 'width'),
      rows: fc.constant(rows),
    });
  });
}

/** Params of these names with values that could break out of quotes, comments and tags. */
function paramsArbitrary(...names: readonly string[]): fc.Arbitrary<Params> {
  const value = fc.oneof(
    words,
    fc.constantFrom('dashed', '#deebff', '', 'a--b-->', '"><td>', "it's", 'x|y', 'a&quot;b'),
  );
  const param = fc.tuple(fc.constantFrom(...names), value);
  return fc.uniqueArray(param, { maxLength: 2, selector: ([name]) => name });
}

/** Words, and what some notation could take for marks. */
const hostile = fc.oneof(
  fc.constantFrom('word', 'my_var_name', 'Grüße', '日本語', '5 * 3', 'a*b*c', 'List<T>', 'a & b', 'C:\\\\x', "it's"),
  fc.constantFrom(
    '*',
    '_',
    '~',
    '`',
    '```',
    '**',
    '+',
    '-',
    '^',
    '|',
    '||',
    '#',
    '>',
    '=',
    '\\',
    '!',
    '@',
    '&',
    '$a_i$',
  ),
  fc.constantFrom('[!NOTE]', '[x]', '[ ] ', '[^1]', '[a](b)', '![a](b)', '<!-- x -->', '-->', '<b>', '</td>', '<div>'),
  fc.constantFrom('{code}', '{panel}', '{color:red}', '{quote}', 'h1. ', 'bq. ', '* ', '# ', '- ', '1. ', '> ', '----'),
  fc.constantFrom(
    '@john.doe',
    '[~nobody]',
    'mention:x',
    '(/)',
    ':smile:',
    '&amp;',
    '&#42;',
    '{=jira}',
    '!a.png!',
    '---',
  ),
  fc.constantFrom(
    'http://',
    'www.',
    'a@b.c',
    'Decision:',
    '**Decision:** x',
    '<span',
    '<summary>',
    ' ',
    '  ',
    '"',
    "'",
  ),
);

/** A line of hostile words with at least one character that is no white space. */
const words: fc.Arbitrary<string> = fc
  .array(fc.oneof(hostile, fc.constantFrom('one', 'two', ' ')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

const imageArbitrary = fc.record({
  kind: fc.constant('image' as const),
  src: fc.constantFrom('a.png', 'my file (2).png', 'https://example.com/a_b.png'),
  alt: fc.oneof(words, fc.constant('')),
  title: fc.option(words, { nil: null }),
  params: fc.constantFrom<Params>(
    [],
    [['thumbnail', '']],
    [
      ['width', '300'],
      ['border', '1px solid, red'],
    ],
  ),
});

const STYLES: readonly InlineStyle[] = ['strong', 'emphasis', 'strike', 'insert', 'superscript', 'subscript', 'cite'];

const SPANS: readonly (readonly [name: SpanName, value: string])[] = [
  ['color', 'red'],
  ['color', '#ff5630'],
  ['background', '#fedec8'],
  ['annotation', '1f-2"e'],
];

const SHORT_SPANS: readonly Inline[] = [
  { kind: 'span', name: 'status', value: 'blue', children: [{ kind: 'text', text: 'In progress' }] },
  { kind: 'span', name: 'date', value: '2026-02-10', children: [{ kind: 'text', text: '2026-02-10' }] },
  { kind: 'span', name: 'emoji', value: 'atlassian-blue_star', children: [{ kind: 'text', text: ':blue_star:' }] },
  { kind: 'span', name: 'anchor', value: 'top of page', children: [] },
];

/** A line or several of a paragraph, with something to see at both ends of each. */
function lineArbitrary(names: readonly string[]): fc.Arbitrary<readonly Inline[]> {
  const line = fc.array(inlineArbitrary(names, 2, []), { minLength: 1, maxLength: 3 });
  return fc
    .array(line, { minLength: 1, maxLength: 2 })
    .map((lines) => lines.flatMap((each, at): readonly Inline[] => (at === 0 ? each : [{ kind: 'break' }, ...each])));
}

/** `outer`: what is already around; a mark within itself says nothing. */
function inlineArbitrary(names: readonly string[], level: number, outer: readonly string[]): fc.Arbitrary<Inline> {
  const text = words.map((each): Inline => ({ kind: 'text', text: each }));
  const leaf = fc.oneof(
    text,
    words.map((each): Inline => ({ kind: 'code', text: each })),
    fc.constantFrom(...names, 'unknown person', 'a:b[c]', 'é|x', '557058:f58131cb-b67d').map((name): Inline => {
      return { kind: 'mention', name, label: null };
    }),
    fc.constantFrom<Inline>(...SHORT_SPANS),
    ...(outer.includes('link')
      ? []
      : [imageArbitrary, fc.constant<Inline>({ kind: 'url', url: 'https://example.com/a_b', bracketed: true })]),
  );
  if (level === 0) return fc.oneof(text, leaf);
  const within = (name: string): fc.Arbitrary<readonly Inline[]> =>
    fc.array(inlineArbitrary(names, level - 1, [...outer, name]), { minLength: 1, maxLength: 2 });
  const styles = STYLES.filter((style) => !outer.includes(style));
  const spans = SPANS.filter(([name]) => !outer.includes(name));
  const nested: fc.Arbitrary<Inline>[] = [
    ...(styles.length === 0
      ? []
      : [
          fc
            .constantFrom(...styles)
            .chain((style) => within(style).map((children): Inline => ({ kind: 'styled', style, children }))),
        ]),
    ...(spans.length === 0
      ? []
      : [
          fc
            .constantFrom(...spans)
            .chain(([name, value]) =>
              within(name).map((children): Inline => ({ kind: 'span', name, value, children })),
            ),
        ]),
    ...(outer.includes('link')
      ? []
      : [
          fc
            .tuple(fc.constantFrom('https://example.com/x_y', 'attachment:my log.txt', '#top'), fc.option(words))
            .chain(([href, title]) =>
              within('link').map((children): Inline => ({ kind: 'link', href, title, children })),
            ),
        ]),
  ];
  return fc.oneof(text, text, leaf, ...nested);
}
