import { type Notes, paragraphOrFootnote } from '../tree/footnotes.ts';
import { readInnerQuotes } from '../tree/mail-quotes.ts';
import type { Block } from '../tree/text-tree.ts';
import { parseWikiCode } from './parse-wiki-code.ts';
import { parseWikiInlines } from './parse-wiki-inlines.ts';
import { listEnd, parseWikiList } from './parse-wiki-list.ts';
import { parseWikiPanel } from './parse-wiki-panel.ts';
import { parseWikiTable, tableEnd } from './parse-wiki-table.ts';
import { headingAt, type Line, type LineKind, lineAt, lineKind, skipSpaces } from './wiki-lines.ts';
import type { BodyMacro } from './wiki-macros.ts';
import {
  bodyMacroAt,
  colorAt,
  nextBodyMacro,
  scanWiki,
  type WikiContext,
  type WikiRange,
  type WikiScan,
} from './wiki-scan.ts';

/** The blocks of a wiki text, in order; what lies between two ranges is white space. */
export function readWiki(wiki: string, notes: Notes = null): readonly WikiRange[] {
  return readBlocks(scanWiki(wiki, notes), 0, wiki.length, { within: 'document', depth: 0 });
}

const MAX_DEPTH = 8;

function readBlocks(scan: WikiScan, from: number, limit: number, context: WikiContext): readonly WikiRange[] {
  const ranges: WikiRange[] = [];
  let at = from;
  while (at < limit) {
    const line = lineAt(scan.text, at, limit);
    if (lineKind(scan.text, line) === 'blank') {
      at = line.next;
      continue;
    }
    const range = readBlock(scan, line, limit, context);
    ranges.push(range);
    at = range.end;
  }
  return scan.colors.length === 0 ? ranges : withWholeColors(scan, ranges);
}

/** The tree has no word for a colour over several blocks: they are carried in one. */
function withWholeColors(scan: WikiScan, ranges: readonly WikiRange[]): readonly WikiRange[] {
  const out: WikiRange[] = [];
  let open: { readonly start: number; readonly until: number } | null = null;
  for (const range of ranges) {
    const start: number = open?.start ?? range.start;
    const color = colorAt(scan, range.end - 1);
    const reaches = color !== null && color.start >= start && color.end > range.end ? color.end : 0;
    const until: number = Math.max(open?.until ?? 0, reaches);
    if (until > range.end) open = { start, until };
    else {
      const source = scan.text.slice(start, range.end);
      out.push(open === null ? range : { start, end: range.end, block: { kind: 'raw', source } });
      open = null;
    }
  }
  return open === null ? out : [...out, ...ranges.filter((range) => range.start >= (open?.start ?? 0))];
}

function readBlock(scan: WikiScan, line: Line, limit: number, context: WikiContext): WikiRange {
  const { text } = scan;
  const { start } = line;
  const macro = bodyMacroAt(scan, skipSpaces(text, start, line.end), limit);
  if (macro !== null) return { start, end: macro.end, block: macroBlock(scan, macro, context) };
  const kind = kindWithin(lineKind(text, line), context);
  if (kind === 'list') {
    const end = listEnd(scan, line, limit);
    return { start, end, block: parseWikiList(scan, start, end, context.depth, readBlocks) };
  }
  if (kind === 'table') {
    const end = tableEnd(scan, line, limit);
    return { start, end, block: parseWikiTable(scan, start, end, context.depth, readBlocks) };
  }
  return readLineBlock(scan, line, limit, context, kind);
}

/** Deeper than people write, everything is words. */
function kindWithin(kind: LineKind, context: WikiContext): LineKind {
  const deep = context.depth >= MAX_DEPTH && (kind === 'list' || kind === 'table');
  const ofOuter = (context.within === 'item' && kind === 'list') || (context.within === 'cell' && kind === 'table');
  return deep || ofOuter ? 'text' : kind;
}

function readLineBlock(scan: WikiScan, line: Line, limit: number, context: WikiContext, kind: LineKind): WikiRange {
  const { text } = scan;
  const { start } = line;
  if (kind === 'rule') return { start, end: line.end, block: { kind: 'rule' } };
  const end = kind === 'text' ? paragraphEnd(scan, line, limit, context) : lineTextEnd(scan, line, limit);
  const heading = kind === 'heading' ? headingAt(text, line) : null;
  if (heading !== null) {
    const children = parseWikiInlines(scan, heading.start, end);
    return { start, end, block: { kind: 'heading', level: heading.level, children } };
  }
  if (kind === 'quote') {
    const children = parseWikiInlines(scan, skipSpaces(text, start, end) + 'bq.'.length, end);
    return { start, end, block: { kind: 'quote', blocks: readInnerQuotes([{ kind: 'paragraph', children }]) } };
  }
  const children = parseWikiInlines(scan, start, end);
  const block =
    context.within === 'document' ? paragraphOrFootnote(children) : ({ kind: 'paragraph', children } as const);
  return { start, end, block };
}

/** Where a paragraph ends: before a blank line, before a line that begins something else, or before a macro's block. */
function paragraphEnd(scan: WikiScan, first: Line, limit: number, context: WikiContext): number {
  let line = first;
  for (;;) {
    const end = lineTextEnd(scan, line, limit);
    if (end < line.end || line.next >= limit) return end;
    const next = lineAt(scan.text, line.next, limit);
    if (kindWithin(lineKind(scan.text, next), context) !== 'text') return end;
    if (bodyMacroAt(scan, skipSpaces(scan.text, next.start, next.end), limit) !== null) return end;
    line = next;
  }
}

/** The line's end, or where a macro with a body begins within it. */
function lineTextEnd(scan: WikiScan, line: Line, limit: number): number {
  const macro = nextBodyMacro(scan, line.start, line.end, limit);
  return macro !== null && macro.start > line.start ? macro.start : line.end;
}

/** What holds no blocks of its own, or lies deeper than people write, is carried. */
function macroBlock(scan: WikiScan, macro: BodyMacro, context: WikiContext): Block {
  if (macro.name === 'code' || macro.name === 'noformat') return parseWikiCode(scan.text, macro);
  const block = context.depth < MAX_DEPTH ? bodyBlock(scan, macro, context.depth) : null;
  return block ?? { kind: 'raw', source: scan.text.slice(macro.start, macro.end) };
}

function bodyBlock(scan: WikiScan, macro: BodyMacro, depth: number): Block | null {
  if (macro.name !== 'quote') return parseWikiPanel(scan, macro, depth, readBlocks);
  const inner = readBlocks(scan, macro.bodyStart, macro.bodyEnd, { within: 'document', depth: depth + 1 });
  return inner.length === 0 ? null : { kind: 'quote', blocks: readInnerQuotes(inner.map((range) => range.block)) };
}
