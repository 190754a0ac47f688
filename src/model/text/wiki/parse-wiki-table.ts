import { type Block, plainCell, type TableCell } from '../tree/text-tree.ts';
import { parseWikiInlines } from './parse-wiki-inlines.ts';
import { type Line, lineAt, lineKind, skipSpaces } from './wiki-lines.ts';
import { bodyMacroAt, type WikiScan } from './wiki-macros.ts';

/** Where the table that begins at a line ends. A row that is not closed by a bar goes on in the next line. */
export function tableEnd(scan: WikiScan, first: Line, limit: number): number {
  let line = first;
  for (;;) {
    const end = lineEndWithMacros(scan, line, limit);
    if (end.next >= limit) return end.end;
    const next = lineAt(scan.text, end.next, limit);
    const kind = lineKind(scan.text, next);
    const closed = scan.text.slice(line.start, end.end).trimEnd().endsWith('|');
    if (kind !== 'table' && (closed || kind !== 'text')) return end.end;
    line = next;
  }
}

/** A macro that begins in the line may end many lines below. */
export function lineEndWithMacros(scan: WikiScan, first: Line, limit: number): Line {
  let line = first;
  for (let at = first.start; at < line.end; at += 1) {
    if (scan.text[at] === '\\') at += 1;
    const macro = scan.text[at] === '{' ? bodyMacroAt(scan, at, limit) : null;
    if (macro === null) continue;
    line = lineAt(scan.text, macro.end, limit);
    at = macro.end - 1;
  }
  return line;
}

/** A table of one line a row; one with blocks in its cells, or with bars that do not pair, is carried. */
export function parseWikiTable(scan: WikiScan, start: number, end: number): Block {
  const rows: (readonly TableCell[])[] = [];
  const raw: Block = { kind: 'raw', source: scan.text.slice(start, end) };
  for (let at = start; at < end; ) {
    const line = lineAt(scan.text, at, end);
    const row = parseRow(scan, line);
    if (row === null) return raw;
    rows.push(row);
    at = line.next;
  }
  return isGrid(rows) ? { kind: 'table', params: [], align: rows[0]?.map(() => null) ?? [], rows } : raw;
}

/** Markdown's tables have one header row at most, above all others, and rows of one width. */
function isGrid(rows: readonly (readonly TableCell[])[]): boolean {
  const [first, ...others] = rows;
  if (first === undefined || rows.some((row) => row.length !== first.length)) return false;
  const oneKind = first.every((cell) => cell.header === first[0]?.header);
  return oneKind && others.every((row) => row.every((cell) => !cell.header));
}

function parseRow(scan: WikiScan, line: Line): readonly TableCell[] | null {
  const { text } = scan;
  const start = skipSpaces(text, line.start, line.end);
  const end = start + text.slice(start, line.end).trimEnd().length;
  if (text[start] !== '|' || text[end - 1] !== '|' || end - start < 3) return null;
  const cells: TableCell[] = [];
  for (let at = start; at < end - 1; ) {
    const header = text[at + 1] === '|';
    const from = at + (header ? 2 : 1);
    if (from >= end) break;
    const to = cellEnd(scan, from, end);
    if (to === null) return null;
    const content = parseWikiInlines(text, from, from + text.slice(from, to).trimEnd().length);
    cells.push(plainCell(header, content));
    at = to;
  }
  return cells.length > 0 ? cells : null;
}

/** The bar that ends a cell: one within a link, an image or a macro's tag does not. */
function cellEnd(scan: WikiScan, from: number, end: number): number | null {
  const { text } = scan;
  let closer: string | null = null;
  for (let at = from; at < end; at += 1) {
    const char = text[at] ?? '';
    if (char === '\\') at += 1;
    else if (closer !== null) closer = char === closer ? null : closer;
    else if (char === '|') return at;
    else if (char === '{' && bodyMacroAt(scan, at, end) !== null) return null;
    else if (char === '[' && hasBeforeEnd(text, ']', at, end)) closer = ']';
    else if (char === '{' && hasBeforeEnd(text, '}', at, end)) closer = '}';
    else if (char === '!' && /^![^\s|!]+\|[^!|]*!/.test(text.slice(at, at + 200))) closer = '!';
  }
  return null;
}

function hasBeforeEnd(text: string, char: string, at: number, end: number): boolean {
  const stop = Math.min(end, at + LONGEST_LINK);
  for (let next = at + 1; next < stop; next += 1) {
    if (text[next] === char) return true;
    if (text[next] === '[' || text[next] === '{') return false;
  }
  return false;
}

const LONGEST_LINK = 2000;
