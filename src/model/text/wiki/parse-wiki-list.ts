import type { Block, Decision, Inline, ListBlock, ListItem } from '../tree/text-tree.ts';
import { lineEndWithMacros } from './parse-wiki-table.ts';
import { splitParagraphs } from './split-paragraphs.ts';
import { isSpace, type Line, lineAt, lineKind, markerAt } from './wiki-lines.ts';
import type { ReadBlocks, WikiScan } from './wiki-scan.ts';

/**
 * Where the list that begins at a line ends. Lines without a marker continue the item before them, tables and quotes
 * too; items of the same kind that stand apart by blank lines are one list.
 */
export function listEnd(scan: WikiScan, first: Line, limit: number): number {
  const ordered = isOrdered(scan, first);
  let line = first;
  for (;;) {
    const end = lineEndWithMacros(scan, line, limit);
    if (end.next >= limit) return end.end;
    const after = lineAt(scan.text, end.next, limit);
    const kind = lineKind(scan.text, after);
    if (kind === 'heading' || kind === 'rule') return end.end;
    if (kind !== 'blank' && markerAt(scan.text, after) !== null && isOrdered(scan, after) !== ordered) return end.end;
    line = kind === 'blank' ? lineAfterBlanks(scan, after, limit) : after;
    if (kind === 'blank' && !(lineKind(scan.text, line) === 'list' && isOrdered(scan, line) === ordered))
      return end.end;
  }
}

function isOrdered(scan: WikiScan, line: Line): boolean {
  return markerAt(scan.text, line)?.marker[0] === '#';
}

function lineAfterBlanks(scan: WikiScan, blank: Line, limit: number): Line {
  let line = blank;
  while (line.next < limit && lineKind(scan.text, line) === 'blank') line = lineAt(scan.text, line.next, limit);
  return line;
}

type FlatItem = { readonly marker: string; readonly start: number; readonly end: number };

export function parseWikiList(scan: WikiScan, start: number, end: number, depth: number, read: ReadBlocks): Block {
  const { items, loose } = flatItems(scan, start, end);
  const list = nest({ scan, depth, read }, items, loose);
  return decisionsOf(list) ?? list;
}

type Lists = { readonly scan: WikiScan; readonly depth: number; readonly read: ReadBlocks };

function flatItems(scan: WikiScan, start: number, end: number): { items: FlatItem[]; loose: boolean } {
  const items: FlatItem[] = [];
  let loose = false;
  let line = lineAt(scan.text, start, end);
  for (;;) {
    const marker = markerAt(scan.text, line);
    const whole = lineEndWithMacros(scan, line, end);
    const last = items.at(-1);
    if (marker !== null) items.push({ marker: marker.marker, start: marker.start, end: whole.end });
    else if (lineKind(scan.text, line) === 'blank') loose = true;
    else if (last !== undefined) items[items.length - 1] = { ...last, end: whole.end };
    if (whole.next >= end) return { items, loose };
    line = lineAt(scan.text, whole.next, end);
  }
}

/** Items deeper than one belong to it; a jump over several levels counts as one level. */
function nest(lists: Lists, items: readonly FlatItem[], loose: boolean): ListBlock {
  const out: ListItem[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    if (item === undefined) break;
    let next = at + 1;
    while (next < items.length && levelOf(items[next]) > levelOf(item)) next += 1;
    out.push(listItem(lists, item, childLists(lists, items.slice(at + 1, next))));
    at = next;
  }
  return { kind: 'list', ordered: isNumbered(items[0]), start: 1, loose, items: out };
}

/** Deeper items form one list until one of their level has another kind. */
function childLists(lists: Lists, items: readonly FlatItem[]): readonly Block[] {
  const out: Block[] = [];
  for (let at = 0; at < items.length; ) {
    const first = items[at];
    let next = at + 1;
    while (next < items.length) {
      if (levelOf(items[next]) <= levelOf(first) && isNumbered(items[next]) !== isNumbered(first)) break;
      next += 1;
    }
    out.push(nest(lists, items.slice(at, next), false));
    at = next;
  }
  return out;
}

function levelOf(item: FlatItem | undefined): number {
  return item?.marker.length ?? 0;
}

function isNumbered(item: FlatItem | undefined): boolean {
  return item?.marker.at(-1) === '#';
}

function listItem({ scan, depth, read }: Lists, item: FlatItem, inner: readonly Block[]): ListItem {
  const task = taskBox(scan.text, item);
  const start = task === null ? item.start : item.start + '[ ] '.length;
  const blocks = read(scan, start, item.end, { within: 'item', depth: depth + 1 }).map((range) => range.block);
  return { checked: task, blocks: [...splitParagraphs(blocks), ...inner] };
}

/** `[ ] to do` and `[x] done`. */
function taskBox(text: string, item: FlatItem): boolean | null {
  const { start, end } = item;
  if (text[start] !== '[' || text[start + 2] !== ']' || !isSpace(text[start + 3]) || start + 4 >= end) return null;
  if (text[start + 1] === ' ') return false;
  return text[start + 1] === 'x' || text[start + 1] === 'X' ? true : null;
}

/** A list in which every item says `*Decision:* …`, or `*Decision?* …` for one that is still open. */
function decisionsOf(list: ListBlock): Block | null {
  if (list.ordered) return null;
  const items = list.items.map(decisionOf);
  const decisions = items.filter((item) => item !== null);
  return decisions.length === items.length ? { kind: 'decisions', items: decisions } : null;
}

function decisionOf({ checked, blocks }: ListItem): Decision | null {
  const [first, more] = blocks;
  if (checked !== null || first?.kind !== 'paragraph' || more !== undefined) return null;
  const [lead, next, ...others] = first.children;
  const decided = decisionLead(lead);
  if (decided === null || next === undefined) return null;
  if (next.kind !== 'text' || !isSpace(next.text[0])) return null;
  const text = next.text.trimStart();
  return { decided, children: text === '' ? others : [{ kind: 'text', text }, ...others] };
}

function decisionLead(inline: Inline | undefined): boolean | null {
  if (inline?.kind !== 'styled' || inline.style !== 'strong' || inline.children.length !== 1) return null;
  const [word] = inline.children;
  if (word?.kind !== 'text') return null;
  return word.text === DECIDED ? true : word.text === OPEN ? false : null;
}

export const DECIDED = 'Decision:';
export const OPEN = 'Decision?';
