import fc from 'fast-check';
import type { AdfNode } from '../../../../../src/model/text/jira-text.ts';

/**
 * Nodes as they stand at the top of a document. `odd`: with what no schema knows as well, such as nodes of the future,
 * attributes of a wrong type, children where none belong.
 */
export function adfNodeArbitrary(odd: boolean): fc.Arbitrary<AdfNode> {
  return blockAt(2, odd);
}

const words = fc.oneof(
  fc.constantFrom(
    'word',
    'a *b* _c_',
    'Größe 日本語',
    '[x] ',
    '1. x',
    '# h',
    '<b>',
    ' ',
    'a  b',
    'a\nb',
    '|',
    '😄',
    ' x ',
  ),
  fc.constantFrom('@jane', 'https://example.com/a_b', '`c`', '{code}', '> q', '- i', '!a.png!', '&amp;', '\\'),
);
const color = fc.constantFrom('#ff5630', '#DEEBFF', '#97a0af');
const url = fc.constantFrom('https://example.com/a_b?c=d&e=f', 'https://example.com/x', 'http://example.com/(y)');
const localId = fc.constantFrom('', 'a1', 'b2-c3');

const mark = fc.oneof(
  fc.constantFrom('strong', 'em', 'strike', 'underline').map((type): AdfNode => ({ type })),
  fc.constantFrom('sub', 'sup').map((type): AdfNode => ({ type: 'subsup', attrs: { type } })),
  color.map((value): AdfNode => ({ type: 'textColor', attrs: { color: value } })),
  color.map((value): AdfNode => ({ type: 'backgroundColor', attrs: { color: value } })),
  fc
    .constantFrom('r1', 'r 2"')
    .map((id): AdfNode => ({ type: 'annotation', attrs: { id, annotationType: 'inlineComment' } })),
  url.map((href): AdfNode => ({ type: 'link', attrs: { href } })),
);

const marks = fc.uniqueArray(mark, { maxLength: 3, selector: (each) => each.type });

const text: fc.Arbitrary<AdfNode> = fc.tuple(words, marks, fc.integer({ min: 0, max: 5 })).map(([each, own, dice]) => {
  if (dice === 0) return { type: 'text', text: each, marks: [{ type: 'code' }] };
  return own.length === 0 ? { type: 'text', text: each } : { type: 'text', text: each, marks: own };
});

function atom(type: string, attrs: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<AdfNode> {
  return attrs.map((each): AdfNode => ({ type, attrs: each }));
}

const inline = fc.oneof(
  { arbitrary: text, weight: 6 },
  fc.constant<AdfNode>({ type: 'hardBreak' }),
  atom(
    'mention',
    fc.record({ id: fc.constantFrom('abc', 'x:1-2'), text: fc.constantFrom('@Jane', '', '@a [b]'), localId }),
  ),
  atom('emoji', fc.constant({ shortName: ':smile:', id: '1f604', text: '😄' })),
  atom('emoji', fc.constant({ shortName: ':blue_star:', id: 'atlassian-blue_star', text: ':blue_star:' })),
  atom('date', fc.record({ timestamp: fc.constantFrom('1770681600000', '1770681612345', '0', 'soon') })),
  atom(
    'status',
    fc.record({ text: fc.constantFrom('Done', 'in|progress'), color: fc.constantFrom('blue', 'neutral') }),
  ),
  atom(
    'inlineCard',
    fc.oneof(
      url.map((each) => ({ url: each })),
      fc.constant({ data: { name: 'x' } }),
    ),
  ),
  atom(
    'mediaInline',
    fc.record({
      id: fc.constantFrom('f-1', 'f 2?'),
      collection: fc.constantFrom('', 'c 1'),
      type: fc.constant('file'),
    }),
  ),
  atom('placeholder', fc.constant({ text: 'type here' })),
  atom('inlineExtension', fc.constant({ extensionKey: 'k', extensionType: 't', parameters: { a: [1] } })),
);

const media = fc.oneof(
  atom('media', fc.record({ type: fc.constant('external'), url })),
  atom(
    'media',
    fc.record({
      type: fc.constantFrom('file', 'link'),
      id: fc.constantFrom('f1', 'a b'),
      collection: fc.constantFrom('', 'c'),
    }),
  ),
  atom(
    'media',
    fc.record({
      type: fc.constant('file'),
      id: fc.constant('f1'),
      collection: fc.constant('c'),
      width: fc.constant(20),
      height: fc.constant(10.5),
      alt: words.filter((each) => each.trim() === each),
    }),
  ),
);

const odds: readonly fc.Arbitrary<AdfNode>[] = [
  fc
    .tuple(
      fc.constantFrom('paragraph', 'panel', 'table', 'futureBlock', 'media', 'listItem', 'layoutSection'),
      fc.jsonValue(),
    )
    .map(([type, attrs]): AdfNode => ({ type, attrs, content: [] })),
  fc
    .tuple(
      fc.constantFrom('paragraph', 'panel', 'bulletList', 'futureBlock', 'mediaSingle', 'taskList'),
      fc.jsonValue(),
    )
    .map(([type, content]): AdfNode => ({ type, content })),
  fc
    .tuple(fc.constantFrom('paragraph', 'heading', 'expand', 'text', 'mention'), fc.jsonValue())
    .map(([type, own]): AdfNode => ({ type, marks: own, attrs: { level: 2 } })),
  fc.constant<AdfNode>({ type: 'futureBlock', future: true, content: [{ type: 'futureInline', attrs: { a: 1 } }] }),
];

function blockAt(level: number, odd: boolean): fc.Arbitrary<AdfNode> {
  const inlines = fc.array(odd ? fc.oneof({ arbitrary: inline, weight: 9 }, ...odds) : inline, { maxLength: 4 });
  const paragraph = inlines.map((content): AdfNode => ({ type: 'paragraph', content }));
  const leaves: fc.Arbitrary<AdfNode>[] = [
    paragraph,
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), inlines)
      .map(([depth, content]) => ({ type: 'heading', attrs: { level: depth }, content })),
    words.map((each) => ({ type: 'codeBlock', attrs: { language: 'sh' }, content: [{ type: 'text', text: each }] })),
    fc.constant({ type: 'rule' }),
    fc
      .tuple(media, fc.constantFrom({}, { layout: 'wide' }, { layout: 'center', width: 50 }))
      .map(([each, attrs]) => ({ type: 'mediaSingle', attrs, content: [each] })),
    fc.tuple(media, inlines).map(([each, content]) => ({
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [each, { type: 'caption', content }],
    })),
    fc.array(media, { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'mediaGroup', content })),
    atom(
      'blockCard',
      url.map((each) => ({ url: each })),
    ),
    atom(
      'embedCard',
      url.map((each) => ({ url: each, layout: 'wide', width: 80 })),
    ),
    atom('extension', fc.constant({ extensionKey: 'k', extensionType: 't' })),
    fc.array(fc.tuple(inlines, localId, fc.boolean()), { minLength: 1, maxLength: 3 }).map((items) => ({
      type: 'taskList',
      attrs: { localId: 't' },
      content: items.map(([content, id, done]) => ({
        type: 'taskItem',
        attrs: { localId: id, state: done ? 'DONE' : 'TODO' },
        content,
      })),
    })),
    fc
      .array(fc.tuple(inlines, fc.constantFrom('DECIDED', 'UNDECIDED')), { minLength: 1, maxLength: 2 })
      .map((items) => ({
        type: 'decisionList',
        attrs: { localId: 'd' },
        content: items.map(([content, state]) => ({ type: 'decisionItem', attrs: { localId: '', state }, content })),
      })),
    fc
      .tuple(paragraph, fc.constantFrom('center', 'end'))
      .map(([node, align]) => ({ ...node, marks: [{ type: 'alignment', attrs: { align } }] })),
    ...(odd ? odds : []),
  ];
  if (level === 0) return fc.oneof(...leaves);
  const blocks = fc.array(blockAt(level - 1, odd), { minLength: 1, maxLength: 2 });
  return fc.oneof({ arbitrary: fc.oneof(...leaves), weight: 2 }, ...containersOf(blocks));
}

function containersOf(blocks: fc.Arbitrary<readonly AdfNode[]>): readonly fc.Arbitrary<AdfNode>[] {
  const within = (type: string, attrs: Record<string, unknown>): fc.Arbitrary<AdfNode> =>
    blocks.map((content) => ({ type, attrs, content }));
  const items = fc.array(within('listItem', {}), { minLength: 1, maxLength: 2 });
  const cell = fc
    .tuple(
      fc.constantFrom('tableCell', 'tableHeader'),
      blocks,
      fc.constantFrom({}, {}, { colspan: 2 }, { background: '#deebff', colwidth: [100] }),
    )
    .map(([type, content, attrs]): AdfNode => ({ type, attrs, content }));
  const row = fc.array(cell, { minLength: 1, maxLength: 3 }).map((content): AdfNode => ({ type: 'tableRow', content }));
  return [
    items.map((content) => ({ type: 'bulletList', content })),
    items.map((content) => ({ type: 'orderedList', attrs: { order: 3 }, content })),
    within('blockquote', {}),
    within('panel', { panelType: 'note' }),
    within('panel', {
      panelType: 'custom',
      panelColor: '#ffbdad',
      panelIcon: ':x:',
      panelIconId: 'x',
      panelIconText: 'x',
    }),
    within('expand', { title: 'More' }),
    within('nestedExpand', { title: '' }),
    fc
      .array(within('layoutColumn', { width: 50 }), { minLength: 1, maxLength: 4 })
      .map((content) => ({ type: 'layoutSection', content })),
    fc
      .array(row, { minLength: 1, maxLength: 3 })
      .map((content) => ({ type: 'table', attrs: { layout: 'default', isNumberColumnEnabled: true }, content })),
  ];
}
