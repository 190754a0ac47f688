import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { entityAt } from './wiki-entities.ts';
import { isSpace, skipSpaces } from './wiki-lines.ts';
import { imageAt, linkAt, urlEnd } from './wiki-links.ts';
import { knownMacroTagAt } from './wiki-macros.ts';

/** The inlines of a paragraph, heading or cell; a line end within the range is a line break, as Jira shows it. */
export function parseWikiInlines(text: string, start: number, end: number): readonly Inline[] {
  const from = skipSpaces(text, start, end);
  return parseRange({ text, unclosedUntil: new Map() }, from, end, 0);
}

/** `unclosedUntil`: for each mark the end of the line on which it is known to have no partner. */
type Scan = { readonly text: string; readonly unclosedUntil: Map<string, number> };

type Found = { readonly inline: Inline; readonly end: number };

const MAX_DEPTH = 12;

function parseRange(scan: Scan, start: number, end: number, depth: number): readonly Inline[] {
  const out: Inline[] = [];
  let literal = '';
  let plainFrom = start;
  for (let at = start; at < end; ) {
    const found = isPlainCode(scan.text.charCodeAt(at)) ? null : inlineAt(scan, at, start, end, depth);
    if (found === null) {
      at += 1;
      continue;
    }
    literal += scan.text.slice(plainFrom, at);
    if (found.inline.kind === 'text') literal += found.inline.text;
    else {
      if (literal !== '') out.push({ kind: 'text', text: literal });
      out.push(found.inline);
      literal = '';
    }
    at = found.inline.kind === 'break' ? skipSpaces(scan.text, found.end, end) : found.end;
    plainFrom = at;
  }
  literal += scan.text.slice(plainFrom, end);
  if (literal !== '') out.push({ kind: 'text', text: literal });
  return out;
}

/** Letters but h, f, m, n (where a URL may begin), digits and white space within a line never begin anything. */
function isPlainCode(code: number): boolean {
  if (code === 0x20 || code > 0x7e) return true;
  const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return letter ? code !== 0x68 && code !== 0x66 && code !== 0x6d : code >= 0x30 && code <= 0x39;
}

function inlineAt(scan: Scan, at: number, start: number, end: number, depth: number): Found | null {
  const { text } = scan;
  switch (text[at]) {
    case '\n':
      return { inline: { kind: 'break' }, end: at + 1 };
    case '\r':
      return { inline: { kind: 'break' }, end: text[at + 1] === '\n' ? at + 2 : at + 1 };
    case '\\':
      return backslashAt(text, at, end);
    case '&':
      return entityAt(text, at, end);
    case '{':
      return braceAt(scan, at, end, depth);
    case '[':
      return linkAt(text, at, end, (from, to) => parseRange(scan, from, to, depth + 1));
    case '!':
      return imageAt(text, at, start, end);
    case 'h':
    case 'f':
    case 'm':
      return bareUrlAt(text, at, start, end);
    default:
      return phraseAt(scan, at, start, end, depth);
  }
}

const ESCAPABLE = '*_-+^~?{}[]!|#';

function backslashAt(text: string, at: number, end: number): Found | null {
  const next = at + 1 < end ? text[at + 1] : undefined;
  if (next === undefined) return null;
  if (next === '\\') {
    const after = skipSpaces(text, at + 2, end);
    const width =
      text[after] === '\r' && text[after + 1] === '\n' ? 2 : text[after] === '\n' || text[after] === '\r' ? 1 : 0;
    return { inline: { kind: 'break' }, end: after < end && width > 0 ? after + width : at + 2 };
  }
  return ESCAPABLE.includes(next) ? { inline: { kind: 'text', text: next }, end: at + 2 } : null;
}

function bareUrlAt(text: string, at: number, start: number, end: number): Found | null {
  if (at > start && isWordChar(text[at - 1])) return null;
  const to = urlEnd(text, at, end);
  return to === null ? null : { inline: { kind: 'url', url: text.slice(at, to), bracketed: false }, end: to };
}

/** `{{mono}}`, `{*}bold within a word{*}`, or the tag of a macro, which is carried. */
function braceAt(scan: Scan, at: number, end: number, depth: number): Found | null {
  const { text } = scan;
  if (text[at + 1] === '{') return monoAt(scan, at, end);
  const style = text[at + 2] === '}' ? STYLE_BY_MARK.get(text[at + 1] ?? '') : undefined;
  if (style !== undefined && depth < MAX_DEPTH) {
    const mark = text.slice(at, at + 3);
    const close = closerOnLine(scan, mark, at + 3, end, () => true);
    if (close !== null && close > at + 3) return styled(scan, style, at + 3, close, close + 3, depth);
  }
  const tag = knownMacroTagAt(text, at, end);
  return tag === null ? null : { inline: { kind: 'raw', source: text.slice(at, tag.end) }, end: tag.end };
}

function monoAt(scan: Scan, at: number, end: number): Found | null {
  const close = closerOnLine(scan, '}}', at + 2, end, () => true);
  if (close === null || scan.text.slice(at + 2, close).trim() === '') return null;
  const last = scan.text[close + 2] === '}' && close + 2 < end ? close + 1 : close;
  return { inline: { kind: 'code', text: plainCode(scan.text.slice(at + 2, last)) }, end: last + 2 };
}

/** What a person sees of `{{a\_b}}`: backslashes that protect a character are gone. */
function plainCode(source: string): string {
  let out = '';
  for (let at = 0; at < source.length; at += 1) {
    const next = source[at + 1];
    const entity = source[at] === '&' ? entityAt(source, at, source.length) : null;
    if (entity !== null && entity.inline.kind === 'text') {
      out += entity.inline.text;
      at = entity.end - 1;
    } else if (source[at] === '\\' && next !== undefined && ESCAPABLE.includes(next)) {
      out += next;
      at += 1;
    } else out += source[at];
  }
  return out;
}

const STYLE_BY_MARK: ReadonlyMap<string, InlineStyle> = new Map([
  ['*', 'strong'],
  ['_', 'emphasis'],
  ['-', 'strike'],
  ['+', 'insert'],
  ['^', 'superscript'],
  ['~', 'subscript'],
  ['??', 'cite'],
]);

/** `*bold*`: the marks touch the words within and stand free of letters outside. */
function phraseAt(scan: Scan, at: number, start: number, end: number, depth: number): Found | null {
  const { text } = scan;
  const mark = text[at] === '?' ? '??' : (text[at] ?? '');
  const style = STYLE_BY_MARK.get(mark);
  if (style === undefined || depth >= MAX_DEPTH || !text.startsWith(mark, at)) return null;
  const inner = at + mark.length;
  const before = at > start ? text[at - 1] : undefined;
  if (isWordChar(before) || before === '\\' || before === mark[0]) return null;
  if (inner >= end || isBlank(text[inner]) || text[inner] === mark[0]) return null;
  const closes = (close: number): boolean => {
    const after = close + mark.length < end ? text[close + mark.length] : undefined;
    return (
      close > inner &&
      !isBlank(text[close - 1]) &&
      text[close - 1] !== mark[0] &&
      !isWordChar(after) &&
      after !== mark[0]
    );
  };
  const close = closerOnLine(scan, mark, inner, end, closes);
  return close === null ? null : styled(scan, style, inner, close, close + mark.length, depth);
}

function styled(scan: Scan, style: InlineStyle, from: number, to: number, end: number, depth: number): Found {
  return { inline: { kind: 'styled', style, children: parseRange(scan, from, to, depth + 1) }, end };
}

/** The next partner of a mark on the same line. A line without one is remembered: the search stays linear. */
function closerOnLine(
  scan: Scan,
  mark: string,
  from: number,
  end: number,
  fits: (at: number) => boolean,
): number | null {
  const { text } = scan;
  if ((scan.unclosedUntil.get(mark) ?? -1) >= from) return null;
  let at = from;
  for (; at < end && text[at] !== '\n' && text[at] !== '\r'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === mark[0] && text.startsWith(mark, at) && at + mark.length <= end && fits(at)) return at;
  }
  scan.unclosedUntil.set(mark, at);
  return null;
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || char === '\n' || char === '\r' || isSpace(char);
}

function isWordChar(char: string | undefined): boolean {
  if (char === undefined) return false;
  const code = char.charCodeAt(0);
  if (code < 0x80)
    return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return /[\p{L}\p{Nd}]/u.test(char);
}
