import type { AdfNode } from '../jira-text.ts';
import type { TextPeople } from '../text-people.ts';
import { type Block, type ListItem, plainCell, type TableCell } from '../tree/text-tree.ts';
import { adfAttr, adfContent, hasOnlyAttrs, isAdfNode, readableAdf } from './canonical-adf.ts';
import { readAdfInlines } from './read-adf-inlines.ts';

/** A block node of ADF. One that says more than the tree has words for is carried as it is. */
export function readAdf(node: AdfNode, people: TextPeople): Block {
  return readKnown(node, people) ?? { kind: 'raw', source: readableAdf(node, 2) };
}

function readKnown(node: AdfNode, people: TextPeople): Block | null {
  if (!hasOnlyKeys(node)) return null;
  switch (node.type) {
    case 'paragraph':
      return hasOnlyAttrs(node, []) ? { kind: 'paragraph', children: readAdfInlines(adfContent(node), people) } : null;
    case 'heading': {
      const level = adfAttr(node, 'level');
      if (typeof level !== 'number' || !HEADING_LEVELS.includes(level) || !hasOnlyAttrs(node, ['level'])) return null;
      return { kind: 'heading', level, children: readAdfInlines(adfContent(node), people) };
    }
    case 'bulletList':
    case 'orderedList':
      return readList(node, people);
    case 'taskList':
      return readTaskList(node, people);
    case 'codeBlock':
      return readCode(node);
    case 'blockquote':
      return hasOnlyAttrs(node, []) ? { kind: 'quote', blocks: readBlocks(node, people) } : null;
    case 'table':
      return readTable(node, people);
    case 'rule':
      return { kind: 'rule' };
    default:
      return null;
  }
}

const HEADING_LEVELS: readonly number[] = [1, 2, 3, 4, 5, 6];

/** Marks on a block (alignment, indentation) and keys that nobody knows yet are reasons to carry it. */
function hasOnlyKeys(node: AdfNode): boolean {
  const known = Object.keys(node).every((key) => key === 'type' || key === 'attrs' || key === 'content');
  return known && (node.content === undefined || (Array.isArray(node.content) && node.content.every(isAdfNode)));
}

function readBlocks(node: AdfNode, people: TextPeople): readonly Block[] {
  return adfContent(node).map((child) => readAdf(child, people));
}

function readList(node: AdfNode, people: TextPeople): Block | null {
  const order = adfAttr(node, 'order') ?? 1;
  const items = adfContent(node);
  if (typeof order !== 'number' || !Number.isInteger(order) || order < 0 || !hasOnlyAttrs(node, ['order'])) return null;
  if (items.length === 0 || !items.every((item) => item.type === 'listItem' && hasOnlyAttrs(item, []))) return null;
  if (!items.every(hasOnlyKeys)) return null;
  const read = items.map((item): ListItem => ({ checked: null, blocks: readBlocks(item, people) }));
  const ordered = node.type === 'orderedList';
  return { kind: 'list', ordered, start: ordered ? order : 1, loose: false, items: read };
}

/** A task list within a task list belongs to the item before it. */
function readTaskList(node: AdfNode, people: TextPeople): Block | null {
  const items: ListItem[] = [];
  for (const child of adfContent(node)) {
    const last = items.at(-1);
    if (child.type === 'taskList' && last !== undefined) {
      const nested = readTaskList(child, people);
      if (nested === null) return null;
      items[items.length - 1] = { ...last, blocks: [...last.blocks, nested] };
      continue;
    }
    const state = adfAttr(child, 'state');
    if (child.type !== 'taskItem' || (state !== 'TODO' && state !== 'DONE') || !hasOnlyKeys(child)) return null;
    const children = readAdfInlines(adfContent(child), people);
    items.push({ checked: state === 'DONE', blocks: [{ kind: 'paragraph', children }] });
  }
  return items.length === 0 ? null : { kind: 'list', ordered: false, start: 1, loose: false, items };
}

function readCode(node: AdfNode): Block | null {
  const parts = adfContent(node);
  if (!hasOnlyAttrs(node, ['language'])) return null;
  if (!parts.every((part) => part.type === 'text' && typeof part.text === 'string' && part.marks === undefined))
    return null;
  const language = adfAttr(node, 'language');
  const named = typeof language === 'string' && language !== '' ? language : null;
  const text = parts.map((part) => String(part.text)).join('');
  return { kind: 'code', language: named, params: [], meta: null, text, plain: named === null };
}

/** Rows of one width whose cells hold one paragraph each; the first row alone may be a header. */
function readTable(node: AdfNode, people: TextPeople): Block | null {
  const layout = adfAttr(node, 'layout') ?? 'default';
  const numbered = adfAttr(node, 'isNumberColumnEnabled') === true;
  if (numbered || (layout !== 'default' && layout !== 'align-start')) return null;
  if (!hasOnlyAttrs(node, ['layout', 'isNumberColumnEnabled'])) return null;
  const rows = adfContent(node).map((row) => adfContent(row).map((cell) => readCell(cell, people)));
  const width = rows[0]?.length ?? 0;
  const cells: TableCell[][] = [];
  for (const row of rows) {
    const known = row.filter((cell) => cell !== null);
    if (known.length !== width || row.length !== width || width === 0) return null;
    cells.push(known);
  }
  const [first, ...others] = cells;
  if (first === undefined || !first.every((cell) => cell.header === first[0]?.header)) return null;
  if (others.some((row) => row.some((cell) => cell.header))) return null;
  return { kind: 'table', align: first.map(() => null), params: [], rows: cells };
}

function readCell(node: AdfNode, people: TextPeople): TableCell | null {
  const [paragraph, more] = adfContent(node);
  const isCell = node.type === 'tableHeader' || node.type === 'tableCell';
  const single = (adfAttr(node, 'colspan') ?? 1) === 1 && (adfAttr(node, 'rowspan') ?? 1) === 1;
  if (!isCell || !single || !hasOnlyAttrs(node, ['colspan', 'rowspan']) || more !== undefined) return null;
  if (paragraph !== undefined && (paragraph.type !== 'paragraph' || !hasOnlyKeys(paragraph))) return null;
  const children = paragraph === undefined ? [] : readAdfInlines(adfContent(paragraph), people);
  return plainCell(node.type === 'tableHeader', children);
}
