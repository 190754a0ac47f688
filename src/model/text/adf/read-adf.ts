import type { AdfNode } from '../jira-text.ts';
import type { TextPeople } from '../text-people.ts';
import { type Notes, paragraphOrFootnote, withFootnoteMarks } from '../tree/footnotes.ts';
import { readInnerQuotes } from '../tree/mail-quotes.ts';
import type { Block, Column, ImageInline, Inline } from '../tree/text-tree.ts';
import { titledImage } from '../tree/titled-image.ts';
import { type AttrWord, isPlainNode, readAttrs, textAttr } from './adf-attrs.ts';
import { readImage, readSingle } from './adf-images.ts';
import { PANEL_ATTRS, readPanelLook } from './adf-panel.ts';
import { readPlace } from './adf-place.ts';
import { adfAttr, adfContent, readableAdf } from './canonical-adf.ts';
import { readAdfInlines } from './read-adf-inlines.ts';
import { readDecisions, readList, readTasks } from './read-adf-lists.ts';
import { readTable } from './read-adf-table.ts';

/** A block node of ADF. One that says more than the tree has words for is carried as it is. */
export function readAdf(node: AdfNode, people: TextPeople, notes: Notes = null): Block {
  return readPlaced(node, readerFor(people, notes)) ?? { kind: 'raw', source: readableAdf(node, 2) };
}

/** How what is within a node is read. */
export type AdfReader = {
  /** Empty paragraphs, which an editor leaves behind, say nothing. */
  blocks(node: AdfNode): readonly Block[];
  inlines(node: AdfNode): readonly Inline[];
};

function readerFor(people: TextPeople, notes: Notes): AdfReader {
  return {
    blocks: (node) => adfContent(node).flatMap((child) => withoutNothing(readAdf(child, people, notes))),
    inlines: (node) => withFootnoteMarks(readAdfInlines(adfContent(node), people), notes),
  };
}

function withoutNothing(block: Block): readonly Block[] {
  return block.kind === 'paragraph' && block.children.length === 0 ? [] : [block];
}

function readPlaced(node: AdfNode, reader: AdfReader): Block | null {
  if (node.type === 'mediaSingle') return readMediaSingle(node, reader);
  const place = readPlace(node);
  const block = place === null ? null : readBlock(node, reader);
  if (place === null || block === null || place.length === 0) return block;
  const empty = block.kind === 'paragraph' && block.children.length === 0;
  return empty ? block : { kind: 'placed', place, block };
}

function readBlock(node: AdfNode, reader: AdfReader): Block | null {
  const attrs = ATTRS[node.type];
  if (attrs === undefined || !isPlainNode(node, attrs)) return null;
  switch (node.type) {
    case 'paragraph':
      return paragraphOrFootnote(reader.inlines(node));
    case 'heading': {
      const level = adfAttr(node, 'level');
      if (typeof level !== 'number' || !HEADING_LEVELS.includes(level)) return null;
      return { kind: 'heading', level, children: reader.inlines(node) };
    }
    case 'bulletList':
    case 'orderedList':
      return readList(node, reader);
    case 'taskList':
      return readTasks(node, reader);
    case 'decisionList':
      return readDecisions(node, reader);
    case 'codeBlock':
      return readCode(node);
    case 'blockquote':
      return { kind: 'quote', blocks: readInnerQuotes(reader.blocks(node)) };
    case 'panel': {
      const look = readPanelLook(node);
      return look === null ? null : { kind: 'panel', ...look, title: null, blocks: reader.blocks(node) };
    }
    case 'expand':
    case 'nestedExpand': {
      const title = adfAttr(node, 'title') ?? '';
      return typeof title === 'string' ? { kind: 'expand', title, params: [], blocks: reader.blocks(node) } : null;
    }
    case 'layoutSection':
      return readColumns(node, reader);
    case 'mediaGroup':
      return readGroup(node);
    case 'blockCard':
    case 'embedCard':
      return readCard(node);
    case 'table':
      return readTable(node, reader);
    case 'rule':
      return { kind: 'rule' };
    default:
      return null;
  }
}

/** Attributes that are read, and those that say nothing beyond them. */
const ATTRS: Readonly<Record<string, readonly string[]>> = {
  paragraph: [],
  heading: ['level'],
  bulletList: [],
  orderedList: ['order'],
  taskList: [],
  decisionList: [],
  codeBlock: ['language', 'uniqueId', 'wrap', 'hideLineNumbers'],
  blockquote: [],
  panel: PANEL_ATTRS,
  expand: ['title'],
  nestedExpand: ['title'],
  layoutSection: [],
  mediaGroup: [],
  blockCard: ['url'],
  embedCard: ['url', 'layout', 'width', 'originalHeight', 'originalWidth'],
  table: ['layout', 'width', 'displayMode', 'isNumberColumnEnabled'],
  rule: [],
};

const HEADING_LEVELS: readonly unknown[] = [1, 2, 3, 4, 5, 6];

function readCode(node: AdfNode): Block | null {
  const texts = adfContent(node).map(({ type, text, ...others }) => {
    return type === 'text' && typeof text === 'string' && Object.keys(others).length === 0 ? text : null;
  });
  const params = readAttrs(node, CODE_WORDS);
  const language = adfAttr(node, 'language') ?? '';
  if (texts.includes(null) || params === null || typeof language !== 'string') return null;
  const named = language === '' ? null : language;
  return { kind: 'code', language: named, params, meta: null, text: texts.join(''), plain: named === null };
}

/** How the editor shows a code block. */
export const CODE_WORDS: readonly AttrWord[] = [
  { attr: 'wrap', param: 'wrap', type: 'flag' },
  { attr: 'hideLineNumbers', param: 'hideLineNumbers', type: 'flag' },
];

function readColumns(node: AdfNode, reader: AdfReader): Block | null {
  const columns: Column[] = [];
  for (const column of adfContent(node)) {
    const width = adfAttr(column, 'width');
    if (column.type !== 'layoutColumn' || column.marks !== undefined || !isPlainNode(column, ['width'])) return null;
    if (typeof width !== 'number' || !Number.isFinite(width)) return null;
    columns.push({ width: `${width}%`, blocks: reader.blocks(column) });
  }
  return columns.length === 0 ? null : { kind: 'columns', params: [], columns };
}

function readMediaSingle(node: AdfNode, reader: AdfReader): Block | null {
  const single = readSingle(node);
  const [, caption, more] = adfContent(node);
  if (single === null || more !== undefined) return null;
  const { image, link } = single;
  const led: ImageInline = link === null ? image : { ...image, params: [...image.params, ['link', link]] };
  if (caption === undefined) return titledImage(led, null);
  if (caption.type !== 'caption' || caption.marks !== undefined || !isPlainNode(caption, [])) return null;
  const words = reader.inlines(caption);
  const [title, other] = words;
  const isTitle =
    title?.kind === 'text' && other === undefined && title.text.trim().replace(/\s+/g, ' ') === title.text;
  return isTitle ? titledImage(led, title.text) : { kind: 'figure', image: led, caption: words };
}

/** Files side by side. */
function readGroup(node: AdfNode): Block | null {
  const images = adfContent(node).map((media) => (media.type === 'media' ? readImage(media, [['in', 'group']]) : null));
  const known = images.filter((image) => image !== null);
  if (known.length !== images.length || known.length === 0) return null;
  const children = known.flatMap((image, at): readonly Inline[] => {
    return at === 0 ? [image] : [{ kind: 'text', text: ' ' }, image];
  });
  return { kind: 'paragraph', children };
}

/** The look of an embedded page. */
export const EMBED_WORDS: readonly AttrWord[] = [
  { attr: 'layout', param: 'layout', type: 'text' },
  { attr: 'width', param: 'width', type: 'number' },
  { attr: 'originalWidth', param: 'original-width', type: 'number' },
  { attr: 'originalHeight', param: 'original-height', type: 'number' },
];

function readCard(node: AdfNode): Block | null {
  const url = textAttr(node, 'url') ?? '';
  const look = readAttrs(node, EMBED_WORDS);
  if (!/^https?:\/\/[^\s<>]+$/.test(url) || look === null || adfContent(node).length > 0) return null;
  if (node.type === 'blockCard') return { kind: 'card', url, params: [] };
  const params = look.filter(([name, value]) => name !== 'layout' || value !== 'center');
  return { kind: 'card', url, params: [['embed', ''], ...params] };
}
