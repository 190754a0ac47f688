import { expect } from 'chai';
import { canonicalAdf } from '../../../../../src/model/text/adf/canonical-adf.ts';
import { readAdf } from '../../../../../src/model/text/adf/read-adf.ts';
import { renderAdf } from '../../../../../src/model/text/adf/render-adf.ts';
import type { AdfNode } from '../../../../../src/model/text/jira-text.ts';
import { holdsRaw } from '../../../../../src/model/text/reconcile/tree-parts.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';
import { people } from '../people.ts';
import { problemsOf } from './adf-schema.ts';

const text = (words: string, ...marks: readonly AdfNode[]): AdfNode =>
  marks.length === 0 ? { type: 'text', text: words } : { type: 'text', text: words, marks };
const paragraph = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const words = (line: string): AdfNode => paragraph(text(line));
const node = (type: string, attrs: Record<string, unknown>, ...content: readonly AdfNode[]): AdfNode =>
  content.length === 0 ? { type, attrs } : { type, attrs, content };
const inline = (type: string, attrs: Record<string, unknown>): AdfNode =>
  paragraph(text('a '), { type, attrs }, text(' b'));
const marked = (type: string, attrs?: Record<string, unknown>): AdfNode =>
  paragraph(text('a '), text('b', attrs === undefined ? { type } : { type, attrs }), text(' c'));
const placed = (type: string, attrs: Record<string, unknown>, block: AdfNode = words('a')): AdfNode => ({
  ...block,
  marks: [{ type, attrs }],
});
const cell = (attrs: Record<string, unknown>, ...content: readonly AdfNode[]): AdfNode => ({
  type: 'tableCell',
  attrs,
  content,
});
const table = (attrs: Record<string, unknown>, ...cells: readonly AdfNode[]): AdfNode =>
  node('table', { isNumberColumnEnabled: false, layout: 'default', ...attrs }, { type: 'tableRow', content: cells });
const media = (attrs: Record<string, unknown>): AdfNode => ({ type: 'media', attrs: { collection: 'c', ...attrs } });
const file = media({ type: 'file', id: 'f 1/?&', width: 200, height: 100.5, alt: 'Login' });
const external = (url: string): AdfNode => ({ type: 'media', attrs: { type: 'external', url } });
const URL_A = 'https://example.com/a_b?c=d&e=f';

/** Every node and mark of the schema that the tree has words for. */
const NATIVE: readonly (readonly [situation: string, node: AdfNode])[] = [
  ['paragraph', words('a')],
  ['heading', node('heading', { level: 3 }, text('a'))],
  ['bulletList', { type: 'bulletList', content: [{ type: 'listItem', content: [words('a'), words('b')] }] }],
  ['orderedList', node('orderedList', { order: 4 }, { type: 'listItem', content: [words('a')] })],
  [
    'taskList, nested',
    node(
      'taskList',
      { localId: 'l' },
      node('taskItem', { localId: 'a', state: 'TODO' }, text('a')),
      node('taskList', { localId: 'm' }, node('taskItem', { localId: 'b', state: 'DONE' }, text('b'))),
    ),
  ],
  [
    'blockTaskItem',
    node('taskList', { localId: 'l' }, node('blockTaskItem', { localId: 'a', state: 'TODO' }, words('a'), words('b'))),
  ],
  [
    'decisionList',
    node(
      'decisionList',
      { localId: 'l' },
      node('decisionItem', { localId: 'a', state: 'DECIDED' }, text('a')),
      node('decisionItem', { localId: 'b', state: 'UNDECIDED' }, text('b')),
    ),
  ],
  ['codeBlock', node('codeBlock', { language: 'java' }, text('a\n  *b*'))],
  ['codeBlock as it is shown', node('codeBlock', { language: 'sh', wrap: true, hideLineNumbers: false }, text('a'))],
  ['blockquote', { type: 'blockquote', content: [words('a'), words('b')] }],
  ...['info', 'note', 'tip', 'warning', 'error', 'success'].map(
    (panelType) => [`panel ${panelType}`, node('panel', { panelType }, words('a'))] as const,
  ),
  [
    'panel custom',
    node(
      'panel',
      { panelType: 'custom', panelColor: '#E6FCFF', panelIcon: ':rainbow:', panelIconId: '1f308', panelIconText: '🌈' },
      words('a'),
      { type: 'rule' },
    ),
  ],
  ['expand', node('expand', { title: 'More' }, words('a'), node('nestedExpand', { title: '' }, words('b')))],
  ['rule', { type: 'rule' }],
  ['table of lines', table({}, cell({}, words('a')), cell({}, words('b')))],
  [
    'table of another look',
    table({ layout: 'wide', width: 900, displayMode: 'fixed', isNumberColumnEnabled: true }, cell({}, words('a'))),
  ],
  [
    'cells',
    table({}, cell({ colspan: 2, rowspan: 3, background: '#deebff', colwidth: [100, 0], valign: 'top' }, words('a'))),
  ],
  [
    'blocks in a cell',
    table({}, cell({}, words('a'), node('codeBlock', {}, text('b')), node('nestedExpand', { title: 'x' }, words('c')))),
  ],
  ['an aligned column', table({}, cell({}, placed('alignment', { align: 'end' })), cell({}, words('b')))],
  [
    'header column',
    {
      type: 'table',
      attrs: { layout: 'default', isNumberColumnEnabled: false },
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableHeader', attrs: {}, content: [words('a')] }, cell({}, words('b'))],
        },
      ],
    },
  ],
  ['mediaSingle', node('mediaSingle', { layout: 'wrap-left', width: 50.5, widthType: 'percentage' }, file)],
  ['mediaSingle of another page', node('mediaSingle', { layout: 'center' }, external(URL_A))],
  [
    'mediaSingle that leads somewhere',
    node('mediaSingle', { layout: 'center' }, { ...file, marks: [{ type: 'link', attrs: { href: URL_A } }] }),
  ],
  [
    'border',
    node(
      'mediaSingle',
      { layout: 'center' },
      { ...file, marks: [{ type: 'border', attrs: { size: 2, color: '#091e4224' } }] },
    ),
  ],
  [
    'caption',
    node('mediaSingle', { layout: 'center' }, file, {
      type: 'caption',
      content: [text('a '), text('b', { type: 'strong' })],
    }),
  ],
  ['mediaGroup', { type: 'mediaGroup', content: [file, media({ type: 'link', id: 'g', collection: '' })] }],
  ['mediaInline', inline('mediaInline', { type: 'image', id: 'f', collection: 'c', width: 10 })],
  ['mediaInline alone', paragraph(node('mediaInline', { type: 'file', id: 'f', collection: 'c' }))],
  ['blockCard', node('blockCard', { url: URL_A })],
  ['embedCard', node('embedCard', { url: URL_A, layout: 'wide', width: 80, originalHeight: 10, originalWidth: 20 })],
  ['inlineCard', inline('inlineCard', { url: URL_A })],
  [
    'layoutSection',
    { type: 'layoutSection', content: [33.33, 66.66].map((width) => node('layoutColumn', { width }, words('a'))) },
  ],
  ['hardBreak', paragraph(text('a'), { type: 'hardBreak' }, text('b'))],
  ['mention', inline('mention', { id: 'john.doe', text: '@john.doe' })],
  ['mention of someone unknown', inline('mention', { id: '557058:a-b', text: '@Jane [x] Doe' })],
  [
    "emoji of Jira's own",
    inline('emoji', { shortName: ':blue_star:', id: 'atlassian-blue_star', text: ':blue_star:' }),
  ],
  ['date', inline('date', { timestamp: '1770681600000' })],
  ['date with a time', inline('date', { timestamp: '1770681612345' })],
  ['status', inline('status', { text: 'In | progress', color: 'purple', style: '' })],
  ...['strong', 'em', 'strike', 'underline', 'code'].map((type) => [type, marked(type)] as const),
  ['subsup', marked('subsup', { type: 'sub' })],
  ['link', marked('link', { href: 'https://e.com/x_(y)', title: 'tip' })],
  ['textColor', marked('textColor', { color: '#ff5630' })],
  ['backgroundColor', marked('backgroundColor', { color: '#fedec8' })],
  ['annotation', marked('annotation', { id: '1f-2', annotationType: 'inlineComment' })],
  ['code within a link', paragraph(text('a', { type: 'link', attrs: { href: URL_A } }, { type: 'code' }), text(' b'))],
  [
    'a link over several words',
    paragraph(
      text('a ', { type: 'link', attrs: { href: URL_A } }),
      text('b', { type: 'link', attrs: { href: URL_A } }, { type: 'strong' }),
    ),
  ],
  ['alignment', placed('alignment', { align: 'center' })],
  ['indentation', placed('indentation', { level: 2 }, node('heading', { level: 2 }, text('a')))],
  ['fontSize', placed('fontSize', { fontSize: 'small' })],
  ['breakout', placed('breakout', { mode: 'wide', width: 900 }, node('codeBlock', {}, text('a')))],
];

/** What stays in Jira's own notation: the smallest part around it. */
const CARRIED: readonly (readonly [situation: string, node: AdfNode])[] = [
  ['placeholder', inline('placeholder', { text: 'type' })],
  ['inlineExtension', inline('inlineExtension', { extensionKey: 'k', extensionType: 't', parameters: { a: [1] } })],
  ['inlineCard with data', inline('inlineCard', { data: { url: URL_A } })],
  ['a node of the future within a line', inline('futureInline', { a: 1 })],
  ['a mark of the future', marked('futureMark', { a: 1 })],
  ['an attribute of the future', inline('status', { text: 'x', color: 'blue', future: 1 })],
  ['a date that is none', inline('date', { timestamp: 'soon' })],
  ['a colour that is none', marked('textColor', { color: 'var(--x)' })],
  ['extension', node('extension', { extensionKey: 'k', extensionType: 't' })],
  ['bodiedExtension', node('bodiedExtension', { extensionKey: 'k', extensionType: 't' }, words('a'))],
  ['syncBlock', node('syncBlock', { resourceId: 'r', localId: 'l' })],
  ['bodiedSyncBlock', node('bodiedSyncBlock', { resourceId: 'r', localId: 'l' }, words('a'))],
  [
    'blockCard with a source',
    node('blockCard', { url: URL_A, datasource: { id: 'x', parameters: {}, views: [{ type: 'table' }] } }),
  ],
  [
    'dataConsumer',
    {
      ...node('extension', { extensionKey: 'k', extensionType: 't' }),
      marks: [{ type: 'dataConsumer', attrs: { sources: ['a'] } }],
    },
  ],
  [
    'fragment',
    { ...table({}, cell({}, words('a'))), marks: [{ type: 'fragment', attrs: { localId: 'l', name: 'n' } }] },
  ],
  ['a node of the future', { type: 'futureBlock', future: [1], content: [words('a')] }],
];

function pulled(content: AdfNode): { readonly markdown: string; readonly carried: number } {
  const jira = { kind: 'adf', doc: { type: 'doc', version: 1, content: [content] } } as const;
  const outcome = reconcileText({ kind: 'adf', base: null, git: '', jira, people });
  if (outcome.kind !== 'agreed') throw new Error(outcome.kind);
  return outcome;
}

function pushed(git: string): readonly AdfNode[] {
  const outcome = reconcileText({ kind: 'adf', base: null, git, jira: null, people });
  if (outcome.kind !== 'agreed' || outcome.jira?.kind !== 'adf') throw new Error(outcome.kind);
  return outcome.jira.doc.content as readonly AdfNode[];
}

describe('nodes and marks of ADF', () => {
  for (const [situation, original] of NATIVE) {
    it(`${situation}: into the tree and back`, () => {
      const block = readAdf(original, people);
      expect(holdsRaw(block)).to.equal(false);
      const back = renderAdf(block, people);
      expect(back.map(canonicalAdf)).to.deep.equal([canonicalAdf(original)]);
      expect(problemsOf(back)).to.deep.equal([]);
    });

    it(`${situation}: into Markdown and back`, () => {
      const { markdown, carried } = pulled(original);
      expect(carried, markdown).to.equal(0);
      expect(pushed(markdown).map(canonicalAdf), markdown).to.deep.equal([canonicalAdf(original)]);
    });
  }

  for (const [situation, original] of CARRIED) {
    it(`${situation}: carried as it is`, () => {
      const block = readAdf(original, people);
      expect(holdsRaw(block)).to.equal(true);
      expect(block.kind === 'raw').to.equal(original.type !== 'paragraph');
      expect(renderAdf(block, people).map(canonicalAdf)).to.deep.equal([canonicalAdf(original)]);
      expect(pushed(pulled(original).markdown).map(canonicalAdf)).to.deep.equal([canonicalAdf(original)]);
    });
  }

  it('the order of marks does not count', () => {
    const marks = [{ type: 'strong' }, { type: 'em' }, { type: 'link', attrs: { href: URL_A } }];
    const keys = [marks, marks.toReversed()].map((each) => blockKey(readAdf(paragraph(text('a', ...each)), people)));
    expect(keys[0]).to.equal(keys[1]);
  });

  it('an emoji that Unicode has is its character', () => {
    const smile = paragraph(text('a '), node('emoji', { shortName: ':smile:', id: '1f604', text: '😄' }));
    expect(pulled(smile).markdown).to.equal('a 😄');
  });
});
