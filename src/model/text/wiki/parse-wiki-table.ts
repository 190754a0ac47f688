import type { Block, TableCell } from '../tree/text-tree.ts';
import { splitParagraphs } from './split-paragraphs.ts';
import { imageAt } from './wiki-images.ts';
import { type Line, lineAt, lineKind, skipSpaces } from './wiki-lines.ts';
import { linkAt } from './wiki-links.ts';
import { macroTagAt } from './wiki-macros.ts';
import { beyondEscape, bodyMacroAt, nextBodyMacro, type ReadBlocks, type WikiScan } from './wiki-scan.ts';

/** Where the table that begins at a line ends. A row that is not closed by a bar goes on in the next line. */
export function tableEnd(scan: WikiScan, first: Line, limit: number): number {
  let row = rowLine(scan, first, limit);
  while (row.next < limit) {
    const next = lineAt(scan.text, row.next, limit);
    if (lineKind(scan.text, next) !== 'table') return row.end;
    row = rowLine(scan, next, limit);
  }
  return row.end;
}

/** The lines of a row: up to one that ends with a bar, or to the next that begins with one, or to a blank line. */
function rowLine(scan: WikiScan, first: Line, limit: number): Line {
  let line = lineEndWithMacros(scan, first, limit);
  while (line.next < limit && !endsWithBar(scan.text, line.start, line.end)) {
    const next = lineAt(scan.text, line.next, limit);
    const kind = lineKind(scan.text, next);
    if (kind === 'table' || kind === 'blank') break;
    line = lineEndWithMacros(scan, next, limit);
  }
  return { start: first.start, end: line.end, next: line.next };
}

function endsWithBar(text: string, start: number, end: number): boolean {
  const last = lastShown(text, start, end);
  return last > start && text[last - 1] === '|' && text[last - 2] !== '\\';
}

/** Behind the last character that is no white space. */
function lastShown(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text[last - 1]?.trim() === '') last -= 1;
  return last;
}

/** A macro that begins in the line may end many lines below: `start` is where the last line begins, or the macro ends. */
export function lineEndWithMacros(scan: WikiScan, first: Line, limit: number): Line {
  let line = first;
  for (let at = first.start; ; ) {
    const macro = nextBodyMacro(scan, at, line.end, limit);
    if (macro === null) return line;
    line = lineAt(scan.text, macro.end, limit);
    at = macro.end;
  }
}

export function parseWikiTable(scan: WikiScan, start: number, end: number, depth: number, read: ReadBlocks): Block {
  const rows: (readonly TableCell[])[] = [];
  for (let at = start; at < end; ) {
    const row = rowLine(scan, lineAt(scan.text, at, end), end);
    rows.push(parseRow(scan, row, depth, read));
    at = row.next;
  }
  return { kind: 'table', params: [], align: rows[0]?.map(() => null) ?? [], rows };
}

function parseRow(scan: WikiScan, row: Line, depth: number, read: ReadBlocks): readonly TableCell[] {
  const { text } = scan;
  const end = lastShown(text, row.start, row.end);
  const cells: TableCell[] = [];
  for (let at = skipSpaces(text, row.start, end); at < end; ) {
    const header = text[at + 1] === '|';
    const from = at + (header ? 2 : 1);
    if (from >= end && cells.length > 0) break;
    const to = cellEnd(scan, Math.min(from, end), end);
    const blocks = read(scan, Math.min(from, end), to, { within: 'cell', depth: depth + 1 }).map(
      (range) => range.block,
    );
    cells.push({ header, params: [], blocks: splitParagraphs(blocks) });
    at = to;
  }
  return cells;
}

/** The bar that ends a cell, or the end of the row: a bar within a link, an image or a macro does not end one. */
function cellEnd(scan: WikiScan, from: number, end: number): number {
  for (let at = from; at < end; ) {
    if (scan.text[at] === '|') return at;
    at = beyondBars(scan, at, from, end);
  }
  return end;
}

function beyondBars(scan: WikiScan, at: number, from: number, end: number): number {
  const { text } = scan;
  switch (text[at]) {
    case '[':
      return linkAt(text, at, end, () => [])?.end ?? at + 1;
    case '!':
      return imageAt(text, at, from, end)?.end ?? at + 1;
    case '\\':
    case '{': {
      const macro = bodyMacroAt(scan, at, end);
      const escaped = beyondEscape(text, at);
      return macro?.end ?? escaped ?? macroTagAt(text, at, end)?.end ?? at + 1;
    }
    default:
      return at + 1;
  }
}
