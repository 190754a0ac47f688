import type { Block, ListBlock, ListItem } from '../tree/text-tree.ts';
import { lineEndWithMacros } from './parse-wiki-table.ts';
import { readWikiBlocks } from './read-wiki.ts';
import { isSpace, type Line, lineAt, lineKind, markerAt } from './wiki-lines.ts';
import type { WikiScan } from './wiki-macros.ts';

/**
 * Where the list that begins at a line ends. Lines without a marker continue the item before them; items of the same
 * kind that stand apart by blank lines are one list.
 */
export function listEnd(scan: WikiScan, first: Line, limit: number): number {
  const ordered = isOrdered(scan, first);
  let line = first;
  for (;;) {
    const end = lineEndWithMacros(scan, line, limit);
    const after = lineAt(scan.text, end.next, limit);
    if (end.next >= limit) return end.end;
    const kind = lineKind(scan.text, after);
    if (kind === 'list' ? isOrdered(scan, after) !== ordered : kind !== 'text' && kind !== 'blank') return end.end;
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

export function parseWikiList(scan: WikiScan, start: number, end: number, depth: number): ListBlock {
  const { items, loose } = flatItems(scan, start, end);
  return nest(scan, items, loose, depth);
}

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
function nest(scan: WikiScan, items: readonly FlatItem[], loose: boolean, depth: number): ListBlock {
  const out: ListItem[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    if (item === undefined) break;
    let next = at + 1;
    while (next < items.length && levelOf(items[next]) > levelOf(item)) next += 1;
    out.push(listItem(scan, item, childLists(scan, items.slice(at + 1, next), depth), depth));
    at = next;
  }
  return { kind: 'list', ordered: isNumbered(items[0]), start: 1, loose, items: out };
}

/** Deeper items form one list until one of their level has another kind. */
function childLists(scan: WikiScan, items: readonly FlatItem[], depth: number): readonly Block[] {
  const lists: Block[] = [];
  for (let at = 0; at < items.length; ) {
    const first = items[at];
    let next = at + 1;
    while (next < items.length) {
      if (levelOf(items[next]) <= levelOf(first) && isNumbered(items[next]) !== isNumbered(first)) break;
      next += 1;
    }
    lists.push(nest(scan, items.slice(at, next), false, depth));
    at = next;
  }
  return lists;
}

function levelOf(item: FlatItem | undefined): number {
  return item?.marker.length ?? 0;
}

function isNumbered(item: FlatItem | undefined): boolean {
  return item?.marker.at(-1) === '#';
}

function listItem(scan: WikiScan, item: FlatItem, lists: readonly Block[], depth: number): ListItem {
  const task = taskBox(scan.text, item);
  const start = task === null ? item.start : item.start + '[ ] '.length;
  const blocks = readWikiBlocks(scan, start, item.end, { within: 'item', depth }).map((range) => range.block);
  return { checked: task, blocks: [...blocks, ...lists] };
}

/** `[ ] to do` and `[x] done`. */
function taskBox(text: string, item: FlatItem): boolean | null {
  const { start, end } = item;
  if (text[start] !== '[' || text[start + 2] !== ']' || !isSpace(text[start + 3]) || start + 4 >= end) return null;
  if (text[start + 1] === ' ') return false;
  return text[start + 1] === 'x' || text[start + 1] === 'X' ? true : null;
}
