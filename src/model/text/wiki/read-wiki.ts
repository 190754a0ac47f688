import type { Block } from '../tree/text-tree.ts';
import { parseWikiCode } from './parse-wiki-code.ts';
import { parseWikiInlines } from './parse-wiki-inlines.ts';
import { listEnd, parseWikiList } from './parse-wiki-list.ts';
import { parseWikiTable, tableEnd } from './parse-wiki-table.ts';
import { headingAt, type Line, lineAt, lineKind, skipSpaces } from './wiki-lines.ts';
import { type BodyMacro, bodyMacroAt, scanWiki, type WikiScan } from './wiki-macros.ts';

/** A block of a wiki text and the range it takes there. */
export type WikiRange = { readonly start: number; readonly end: number; readonly block: Block };

/** The blocks of a wiki text, in order; what lies between two ranges is white space. */
export function readWiki(wiki: string): readonly WikiRange[] {
  return readWikiBlocks(scanWiki(wiki), 0, wiki.length, { within: 'document', depth: 0 });
}

/** Within a list item only paragraphs and macros are blocks; quotes and documents hold everything. */
export type WikiContext = { readonly within: 'document' | 'item'; readonly depth: number };

const MAX_DEPTH = 8;

export function readWikiBlocks(
  scan: WikiScan,
  from: number,
  limit: number,
  context: WikiContext,
): readonly WikiRange[] {
  const ranges: WikiRange[] = [];
  let at = from;
  while (at < limit) {
    const line = lineAt(scan.text, at, limit);
    const kind = lineKind(scan.text, line);
    if (kind === 'blank') {
      at = line.next;
      continue;
    }
    const range = readBlock(scan, line, limit, context);
    ranges.push(range);
    at = range.end;
  }
  return ranges;
}

function readBlock(scan: WikiScan, line: Line, limit: number, context: WikiContext): WikiRange {
  const { text } = scan;
  const { start } = line;
  const macro = bodyMacroAt(scan, skipSpaces(text, start, line.end), limit);
  if (macro !== null) return { start, end: macro.end, block: macroBlock(scan, macro, context) };
  const kind = context.within === 'item' ? 'text' : lineKind(text, line);
  if (kind === 'list') {
    const end = listEnd(scan, line, limit);
    return { start, end, block: parseWikiList(scan, start, end, context.depth) };
  }
  if (kind === 'table') {
    const end = tableEnd(scan, line, limit);
    return { start, end, block: parseWikiTable(scan, start, end) };
  }
  return readLineBlock(scan, line, limit, context, kind);
}

function readLineBlock(scan: WikiScan, line: Line, limit: number, context: WikiContext, kind: string): WikiRange {
  const { text } = scan;
  const { start } = line;
  if (kind === 'rule') return { start, end: line.end, block: { kind: 'rule' } };
  const end = kind === 'text' ? paragraphEnd(scan, line, limit, context) : lineTextEnd(scan, line, limit);
  const heading = kind === 'heading' ? headingAt(text, line) : null;
  if (heading !== null) {
    const children = parseWikiInlines(text, heading.start, end);
    return { start, end, block: { kind: 'heading', level: heading.level, children } };
  }
  if (kind === 'quote') {
    const children = parseWikiInlines(text, skipSpaces(text, start, end) + 'bq.'.length, end);
    return { start, end, block: { kind: 'quote', blocks: [{ kind: 'paragraph', children }] } };
  }
  return { start, end, block: { kind: 'paragraph', children: parseWikiInlines(text, start, end) } };
}

/** Where a paragraph ends: before a blank line, before a line that begins something else, or before a macro's block. */
function paragraphEnd(scan: WikiScan, first: Line, limit: number, context: WikiContext): number {
  let line = first;
  for (;;) {
    const end = lineTextEnd(scan, line, limit);
    if (end < line.end || line.next >= limit) return end;
    const next = lineAt(scan.text, line.next, limit);
    const kind = lineKind(scan.text, next);
    if (kind === 'blank' || (context.within === 'document' && kind !== 'text')) return end;
    if (bodyMacroAt(scan, skipSpaces(scan.text, next.start, next.end), limit) !== null) return end;
    line = next;
  }
}

/** The line's end, or where a macro with a body begins within it. */
function lineTextEnd(scan: WikiScan, line: Line, limit: number): number {
  const { text } = scan;
  for (let at = line.start; at < line.end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{' && at > line.start && bodyMacroAt(scan, at, limit) !== null) return at;
  }
  return line.end;
}

function macroBlock(scan: WikiScan, macro: BodyMacro, context: WikiContext): Block {
  if (macro.name === 'code' || macro.name === 'noformat') return parseWikiCode(scan.text, macro);
  if (macro.name === 'quote' && context.depth < MAX_DEPTH) {
    const inner = readWikiBlocks(scan, macro.bodyStart, macro.bodyEnd, {
      within: 'document',
      depth: context.depth + 1,
    });
    if (inner.length > 0) return { kind: 'quote', blocks: inner.map((range) => range.block) };
  }
  return { kind: 'raw', source: scan.text.slice(macro.start, macro.end) };
}
