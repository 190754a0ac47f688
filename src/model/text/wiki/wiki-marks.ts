import type { InlineStyle } from '../tree/text-tree.ts';
import { isSpace, isWordChar } from './wiki-lines.ts';
import { linkAt } from './wiki-links.ts';
import { colorAt, type WikiScan } from './wiki-scan.ts';

/**
 * What is known while a range is read. `unclosedUntil`: for each mark the end of the line on which it has no partner.
 * `opaqueUntil`: where a link ends, by where it begins. Both keep the search linear.
 */
export type InlineScan = {
  readonly scan: WikiScan;
  readonly unclosedUntil: Map<string, number>;
  readonly opaqueUntil: Map<number, number>;
};

export type Marked = { readonly style: InlineStyle; readonly from: number; readonly to: number; readonly end: number };

const STYLE_BY_MARK: ReadonlyMap<string, InlineStyle> = new Map([
  ['*', 'strong'],
  ['_', 'emphasis'],
  ['-', 'strike'],
  ['+', 'insert'],
  ['^', 'superscript'],
  ['~', 'subscript'],
  ['??', 'cite'],
]);

/**
 * `*bold*`, or `{*}bold{*}` within a word: the marks touch the words within and stand free of letters outside. Marks do
 * not reach over the end of a line.
 */
export function markedAt(inline: InlineScan, at: number, start: number, end: number): Marked | null {
  const { text } = inline.scan;
  const braced = text[at] === '{';
  const mark = markAt(text, braced ? at + 1 : at);
  const style = STYLE_BY_MARK.get(mark);
  if (style === undefined) return null;
  const inner = at + mark.length + (braced ? 2 : 0);
  if (braced ? text[inner - 1] !== '}' : !opensFreely(text, at, start, mark)) return null;
  if (inner >= end || isBlank(text[inner]) || text[inner] === mark[0]) return null;
  const close = closerOnLine(inline, mark, inner, end);
  return close === null ? null : { style, from: inner, to: close, end: close + closerWidth(text, close, mark) };
}

function markAt(text: string, at: number): string {
  const char = text[at] ?? '';
  return char === '?' && text[at + 1] === '?' ? '??' : char;
}

function opensFreely(text: string, at: number, start: number, mark: string): boolean {
  const before = at > start ? text[at - 1] : undefined;
  return !isWordChar(before) && before !== '\\' && before !== mark[0];
}

/** The next partner of a mark on the same line, beyond links, code and colours that begin in between. */
function closerOnLine(inline: InlineScan, mark: string, from: number, end: number): number | null {
  const { text } = inline.scan;
  if ((inline.unclosedUntil.get(mark) ?? -1) >= from) return null;
  let at = from;
  for (; at < end && text[at] !== '\n' && text[at] !== '\r'; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (at > from && closerWidth(text, at, mark) > 0 && closes(text, at, end, mark)) return at;
    else if (char === '[' || char === '{') at = opaqueEnd(inline, at, end) - 1;
  }
  inline.unclosedUntil.set(mark, Math.min(at, end));
  return null;
}

function closerWidth(text: string, at: number, mark: string): number {
  if (text[at] === mark[0]) return text.startsWith(mark, at) ? mark.length : 0;
  return text[at] === '{' && text.startsWith(`{${mark}}`, at) ? mark.length + 2 : 0;
}

function closes(text: string, at: number, end: number, mark: string): boolean {
  const before = text[at - 1];
  const next = at + closerWidth(text, at, mark);
  if (next > end || isBlank(before)) return false;
  if (text[at] === '{') return true;
  const after = next < end ? text[next] : undefined;
  return before !== mark[0] && !isWordChar(after) && after !== mark[0];
}

/** Where what begins at this bracket or brace ends; one character further for a bracket that begins nothing. */
function opaqueEnd(inline: InlineScan, at: number, end: number): number {
  const known = inline.opaqueUntil.get(at);
  if (known !== undefined) return known;
  const found = measureOpaque(inline, at, end);
  inline.opaqueUntil.set(at, found);
  return found;
}

function measureOpaque(inline: InlineScan, at: number, end: number): number {
  const { scan } = inline;
  const { text } = scan;
  if (text[at] === '[') return linkAt(text, at, end, () => [])?.end ?? at + 1;
  if (text[at + 1] === '{') return monoEnd(inline, at, end) ?? at + 1;
  const color = colorAt(scan, at);
  return color !== null && color.start === at ? color.end : at + 1;
}

/** Where `{{mono}}` ends, on the same line; null for braces that open nothing. */
export function monoEnd(inline: InlineScan, at: number, end: number): number | null {
  const { text } = inline.scan;
  if ((inline.unclosedUntil.get('}}') ?? -1) >= at) return null;
  let close = at + 2;
  for (; close + 1 < end && text[close] !== '\n' && text[close] !== '\r'; close += 1) {
    if (text[close] === '\\') close += 1;
    else if (text[close] === '}' && text[close + 1] === '}') {
      if (text.slice(at + 2, close).trim() === '') return null;
      return text[close + 2] === '}' && close + 2 < end ? close + 3 : close + 2;
    }
  }
  inline.unclosedUntil.set('}}', Math.min(close, end));
  return null;
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || char === '\n' || char === '\r' || isSpace(char);
}
