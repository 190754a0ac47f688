import { readFootnoteMark } from '../tree/footnotes.ts';
import { isUsualTextColor } from '../tree/text-color.ts';
import type { Inline } from '../tree/text-tree.ts';
import { emoticonAt } from './wiki-emoticons.ts';
import { entityAt } from './wiki-entities.ts';
import { imageAt } from './wiki-images.ts';
import { isWordChar, lineAt, skipSpaces } from './wiki-lines.ts';
import { type Found, linkAt, urlEnd } from './wiki-links.ts';
import { isForeignMacro, macroTagAt } from './wiki-macros.ts';
import { type InlineScan, markedAt, monoEnd } from './wiki-marks.ts';
import { type ColorRegion, colorAt, type WikiScan } from './wiki-scan.ts';

/** The inlines of a paragraph, heading or cell; a line end within the range is a line break, as Jira shows it. */
export function parseWikiInlines(scan: WikiScan, start: number, end: number): readonly Inline[] {
  const from = skipSpaces(scan.text, start, end);
  return parseRange({ scan, unclosedUntil: new Map(), opaqueUntil: new Map() }, from, end, 0);
}

/** `end` is where reading goes on. */
type Part = { readonly inlines: readonly Inline[]; readonly end: number };

const MAX_DEPTH = 12;

function parseRange(inline: InlineScan, start: number, end: number, depth: number): readonly Inline[] {
  const { text } = inline.scan;
  const out: Inline[] = [];
  let plainFrom = start;
  let lineStart = depth === 0;
  for (let at = start; at < end; ) {
    const part = lineStart
      ? (colorGoingOn(inline, at, end) ?? partAt(inline, at, start, end, depth))
      : partAt(inline, at, start, end, depth);
    lineStart = false;
    if (part === null) {
      at += 1;
      continue;
    }
    push(out, { kind: 'text', text: text.slice(plainFrom, at) });
    for (const each of part.inlines) push(out, each);
    lineStart = depth === 0 && part.inlines.at(-1)?.kind === 'break';
    at = lineStart ? skipSpaces(text, part.end, end) : part.end;
    plainFrom = at;
  }
  push(out, { kind: 'text', text: text.slice(plainFrom, end) });
  return out;
}

/** Adjacent words are one text. */
function push(out: Inline[], inline: Inline): void {
  const last = out.at(-1);
  if (inline.kind !== 'text') out.push(inline);
  else if (last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text + inline.text };
  else if (inline.text !== '') out.push(inline);
}

function partAt(inline: InlineScan, at: number, start: number, end: number, depth: number): Part | null {
  const { text } = inline.scan;
  if (isPlainCode(text.charCodeAt(at))) return null;
  if (text[at] === '{') return braceAt(inline, at, start, end, depth);
  const found = inlineAt(inline, at, start, end, depth);
  return found === null ? null : { inlines: [found.inline], end: found.end };
}

/** Letters but h, f, m (where a URL may begin), digits and white space within a line never begin anything. */
function isPlainCode(code: number): boolean {
  if (code === 0x20 || code > 0x7e) return true;
  const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return letter ? code !== 0x68 && code !== 0x66 && code !== 0x6d : code >= 0x30 && code <= 0x39;
}

function inlineAt(inline: InlineScan, at: number, start: number, end: number, depth: number): Found | null {
  const { text } = inline.scan;
  switch (text[at]) {
    case '\n':
      return { inline: { kind: 'break' }, end: at + 1 };
    case '\r':
      return { inline: { kind: 'break' }, end: text[at + 1] === '\n' ? at + 2 : at + 1 };
    case '\\':
      return backslashAt(text, at, start, end);
    case '&':
      return entityAt(text, at, end);
    case '[':
      return linkOrMarkAt(inline, at, end, depth);
    case '!':
      return imageAt(text, at, start, end);
    case '(':
      return iconAt(text, at, start, end);
    case 'h':
    case 'f':
    case 'm':
      return bareUrlAt(text, at, start, end);
    default:
      return styledAt(inline, at, start, end, depth);
  }
}

function linkOrMarkAt(inline: InlineScan, at: number, end: number, depth: number): Found | null {
  const found = linkAt(inline.scan.text, at, end, (from, to) => parseRange(inline, from, to, depth + 1));
  return found === null ? null : { ...found, inline: readFootnoteMark(found.inline, inline.scan.notes) };
}

/** Characters whose meaning a backslash takes. */
export const ESCAPABLE = '*_-+^~?{}[]()!|#%@';

function backslashAt(text: string, at: number, start: number, end: number): Found | null {
  const next = at + 1 < end ? text[at + 1] : undefined;
  if (next === undefined) return null;
  if (next !== '\\') {
    return ESCAPABLE.includes(next) ? { inline: { kind: 'text', text: next }, end: at + 2 } : null;
  }
  if (!breaksLine(text, at, start, end)) return { inline: { kind: 'text', text: '\\\\' }, end: at + 2 };
  const after = skipSpaces(text, at + 2, end);
  const width =
    text[after] === '\r' && text[after + 1] === '\n' ? 2 : text[after] === '\n' || text[after] === '\r' ? 1 : 0;
  return { inline: { kind: 'break' }, end: after < end && width > 0 ? after + width : at + 2 };
}

/** `\\` is a line break unless it begins a path, as in `\\server\share`: another backslash follows in the same word. */
function breaksLine(text: string, at: number, start: number, end: number): boolean {
  if (at > start && text[at - 1] === '\\') return false;
  for (let next = at + 2; next < Math.min(end, at + LONGEST_NAME); next += 1) {
    const char = text[next] ?? '';
    if (char === '\\') return false;
    if (char.trim() === '') return true;
  }
  return true;
}

const LONGEST_NAME = 100;

function iconAt(text: string, at: number, start: number, end: number): Found | null {
  const icon = emoticonAt(text, at, start, end);
  return icon === null ? null : { inline: { kind: 'text', text: icon.character }, end: icon.end };
}

function bareUrlAt(text: string, at: number, start: number, end: number): Found | null {
  if (at > start && isWordChar(text[at - 1])) return null;
  const to = urlEnd(text, at, end);
  return to === null ? null : { inline: { kind: 'url', url: text.slice(at, to), bracketed: false }, end: to };
}

function styledAt(inline: InlineScan, at: number, start: number, end: number, depth: number): Found | null {
  const marked = depth < MAX_DEPTH ? markedAt(inline, at, start, end) : null;
  if (marked === null) return null;
  const children = parseRange(inline, marked.from, marked.to, depth + 1);
  return { inline: { kind: 'styled', style: marked.style, children }, end: marked.end };
}

/** `{{mono}}`, `{*}bold within a word{*}`, a colour, an anchor, or the tag of a macro that is carried. */
function braceAt(inline: InlineScan, at: number, start: number, end: number, depth: number): Part | null {
  const { text } = inline.scan;
  if (text[at + 1] === '{') return monoAt(inline, at, end);
  const color = depth < MAX_DEPTH ? colorAt(inline.scan, at) : null;
  if (color !== null && color.start === at) return coloured(inline, color, color.innerStart, end, depth);
  const tag = macroTagAt(text, at, end);
  if (tag === null) {
    const found = styledAt(inline, at, start, end, depth);
    return found === null ? null : { inlines: [found.inline], end: found.end };
  }
  if (tag.name === 'anchor' && tag.params.trim() !== '') {
    return { inlines: [{ kind: 'span', name: 'anchor', value: tag.params.trim(), children: [] }], end: tag.end };
  }
  return isForeignMacro(tag) ? { inlines: [{ kind: 'raw', source: text.slice(at, tag.end) }], end: tag.end } : null;
}

function monoAt(inline: InlineScan, at: number, end: number): Part | null {
  const { text } = inline.scan;
  const close = monoEnd(inline, at, end);
  if (close === null) return null;
  return { inlines: [{ kind: 'code', text: plainCode(text.slice(at + 2, close - 2)) }], end: close };
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

/** A colour that began on a line above. */
function colorGoingOn(inline: InlineScan, at: number, end: number): Part | null {
  const color = colorAt(inline.scan, at);
  return color !== null && color.innerStart <= at && at <= color.innerEnd ? coloured(inline, color, at, end, 0) : null;
}

/** The words of a colour up to the end of the line: a colour over several lines is one for each. */
function coloured(inline: InlineScan, color: ColorRegion, from: number, end: number, depth: number): Part {
  const { text } = inline.scan;
  const lineEnd = lineAt(text, from, end).end;
  const to = Math.min(color.innerEnd, lineEnd);
  const children = from < to ? parseRange(inline, from, to, depth + 1) : [];
  const whole = to < color.innerEnd && children.at(-1)?.kind === 'break' ? children.slice(0, -1) : children;
  return { inlines: colorSpans(color.value, whole), end: to === color.innerEnd ? Math.min(color.end, end) : to };
}

function colorSpans(value: string, children: readonly Inline[]): readonly Inline[] {
  const lines: Inline[][] = [[]];
  for (const child of children) {
    if (child.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(child);
  }
  return lines.flatMap((line, at): readonly Inline[] => {
    const plain = isUsualTextColor(value) || line.every((child) => child.kind === 'text' && child.text.trim() === '');
    const shown = plain ? line : [{ kind: 'span', name: 'color', value, children: line } as const];
    return at === 0 ? shown : [{ kind: 'break' }, ...shown];
  });
}
