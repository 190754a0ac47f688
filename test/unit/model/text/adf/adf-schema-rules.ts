/** The rules of `full.json` of `@atlaskit/adf-schema`, node by node. */
export type Check = (value: unknown) => boolean;
export type Attrs = Readonly<Record<string, Check>>;
export type Rule = {
  readonly required?: Attrs;
  readonly optional?: Attrs;
  /** Types of the children; a node without it has no content. */
  readonly content?: readonly string[];
  readonly least?: number;
  readonly most?: number;
};

export const string: Check = (value) => typeof value === 'string';
export const filled: Check = (value) => typeof value === 'string' && value !== '';
const flag: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const oneOf = (...values: readonly unknown[]): Check => values.includes.bind(values);
export const between =
  (least: number, most: number): Check =>
  (value) =>
    Number(value) >= least && Number(value) <= most;
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const anything: Check = () => true;

const INLINE = [
  'text',
  'date',
  'emoji',
  'hardBreak',
  'inlineCard',
  'mention',
  'placeholder',
  'status',
  'inlineExtension',
  'mediaInline',
];
const CAPTION = ['hardBreak', 'mention', 'emoji', 'date', 'placeholder', 'inlineCard', 'status', 'text'];
const ITEM = ['paragraph', 'bulletList', 'orderedList', 'taskList', 'mediaSingle', 'codeBlock', 'extension'];
const QUOTE = ['paragraph', 'orderedList', 'bulletList', 'codeBlock', 'mediaSingle', 'mediaGroup', 'extension'];
const COMMON = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'codeBlock',
  'mediaSingle',
  'mediaGroup',
  'rule',
  'extension',
];
const EXPAND = [...COMMON, 'panel', 'blockquote', 'blockCard', 'embedCard', 'table'];
const BLOCK = [...EXPAND, 'expand', 'bodiedExtension'];
export const DOC = [...BLOCK, 'layoutSection', 'syncBlock', 'bodiedSyncBlock'];
const CELL = [...COMMON, 'panel', 'blockquote', 'blockCard', 'embedCard', 'nestedExpand'];
const LAYOUT = oneOf('wide', 'full-width', 'center', 'wrap-right', 'wrap-left', 'align-end', 'align-start');
const CELL_RULE: Rule = {
  optional: {
    colspan: number,
    rowspan: number,
    colwidth: (value) => Array.isArray(value) && value.every(number),
    background: string,
    valign: oneOf('top', 'middle', 'bottom'),
  },
  content: CELL,
  least: 1,
};
const EXTENSION: Rule = {
  required: { extensionKey: filled, extensionType: filled },
  optional: { parameters: anything, text: string, layout: oneOf('wide', 'full-width', 'default') },
};

export const RULES: Readonly<Record<string, Rule>> = {
  paragraph: { content: INLINE },
  heading: { required: { level: between(1, 6) }, content: INLINE },
  bulletList: { content: ['listItem'], least: 1 },
  orderedList: { optional: { order: between(0, Number.MAX_SAFE_INTEGER) }, content: ['listItem'], least: 1 },
  listItem: { content: ITEM, least: 1 },
  taskList: { required: { localId: string }, content: ['taskItem', 'taskList', 'blockTaskItem'], least: 1 },
  taskItem: { required: { localId: string, state: oneOf('TODO', 'DONE') }, content: INLINE },
  blockTaskItem: {
    required: { localId: string, state: oneOf('TODO', 'DONE') },
    content: ['paragraph', 'extension'],
    least: 1,
  },
  decisionList: { required: { localId: string }, content: ['decisionItem'], least: 1 },
  decisionItem: { required: { localId: string, state: string }, content: INLINE },
  codeBlock: {
    optional: { language: string, uniqueId: string, wrap: flag, hideLineNumbers: flag },
    content: ['text'],
  },
  blockquote: { content: QUOTE, least: 1 },
  panel: {
    required: { panelType: oneOf('info', 'note', 'tip', 'warning', 'error', 'success', 'custom') },
    optional: { panelIcon: string, panelIconId: string, panelIconText: string, panelColor: string },
    content: [...COMMON, 'blockCard'],
    least: 1,
  },
  expand: { optional: { title: string }, content: [...EXPAND, 'nestedExpand'], least: 1 },
  nestedExpand: { optional: { title: string }, content: [...COMMON, 'panel', 'blockquote'], least: 1 },
  rule: {},
  table: {
    optional: {
      displayMode: oneOf('default', 'fixed'),
      isNumberColumnEnabled: flag,
      layout: oneOf('wide', 'full-width', 'center', 'align-end', 'align-start', 'default'),
      width: number,
    },
    content: ['tableRow'],
    least: 1,
  },
  tableRow: { content: ['tableCell', 'tableHeader'] },
  tableCell: CELL_RULE,
  tableHeader: CELL_RULE,
  mediaSingle: {
    optional: { layout: LAYOUT, width: number, widthType: oneOf('percentage', 'pixel') },
    content: ['media', 'caption'],
    least: 1,
    most: 2,
  },
  mediaGroup: { content: ['media'], least: 1 },
  media: {
    required: { type: oneOf('file', 'link', 'external') },
    optional: {
      id: filled,
      collection: string,
      url: string,
      alt: string,
      occurrenceKey: filled,
      width: number,
      height: number,
    },
  },
  mediaInline: {
    required: { id: filled, collection: string },
    optional: {
      type: oneOf('link', 'file', 'image'),
      alt: string,
      occurrenceKey: filled,
      width: number,
      height: number,
      data: anything,
    },
  },
  caption: { content: CAPTION },
  blockCard: { optional: { url: string, data: anything, datasource: anything, layout: LAYOUT, width: number } },
  embedCard: {
    required: { url: string, layout: LAYOUT },
    optional: { width: between(0, 100), originalHeight: number, originalWidth: number },
  },
  layoutSection: { content: ['layoutColumn'], least: 2, most: 3 },
  layoutColumn: {
    required: { width: between(0, 100) },
    optional: { valign: oneOf('top', 'middle', 'bottom') },
    content: BLOCK,
    least: 1,
  },
  hardBreak: { optional: { text: oneOf('\n') } },
  mention: {
    required: { id: string },
    optional: { text: string, accessLevel: string, userType: oneOf('DEFAULT', 'SPECIAL', 'APP') },
  },
  emoji: { required: { shortName: string }, optional: { id: string, text: string } },
  date: { required: { timestamp: filled } },
  status: {
    required: { text: filled, color: like(/^(neutral|purple|blue|red|yellow|green|#[0-9a-fA-F]{6})$/) },
    optional: { style: string },
  },
  placeholder: { required: { text: string } },
  inlineCard: { optional: { url: string, data: anything } },
  inlineExtension: EXTENSION,
  extension: EXTENSION,
  bodiedExtension: { ...EXTENSION, content: EXPAND, least: 1 },
  syncBlock: { required: { resourceId: string, localId: string } },
  bodiedSyncBlock: { required: { resourceId: string, localId: string }, content: BLOCK, least: 1 },
};

export const CODE_MARKS = ['code', 'link', 'annotation'];
export const TEXT_MARKS = [
  'link',
  'em',
  'strong',
  'textColor',
  'backgroundColor',
  'strike',
  'subsup',
  'underline',
  'code',
  'annotation',
];

const HEX = like(/^#[0-9a-fA-F]{6}$/);
export const MARK_RULES: Readonly<Record<string, Rule>> = {
  link: {
    required: { href: string },
    optional: { title: string, id: string, collection: string, occurrenceKey: string },
  },
  subsup: { required: { type: oneOf('sub', 'sup') } },
  textColor: { required: { color: HEX } },
  backgroundColor: { required: { color: HEX } },
  annotation: { required: { id: string, annotationType: oneOf('inlineComment') } },
  border: { required: { size: between(1, 3), color: like(/^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/) } },
  alignment: { required: { align: oneOf('center', 'end') } },
  indentation: { required: { level: between(1, 6) } },
  fontSize: { required: { fontSize: oneOf('small') } },
  breakout: { required: { mode: oneOf('wide', 'full-width') }, optional: { width: number } },
  dataConsumer: { required: { sources: Array.isArray } },
  fragment: { required: { localId: filled }, optional: { name: string } },
};
