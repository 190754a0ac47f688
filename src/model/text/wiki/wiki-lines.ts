/** What a line of wiki markup begins, seen on its own. */
export type LineKind = 'blank' | 'heading' | 'quote' | 'rule' | 'table' | 'list' | 'text';

export type Line = { readonly start: number; readonly end: number; readonly next: number };

/** The line that begins at `start`, without its line end (`\n`, `\r\n` or a lone `\r`), within `limit`. */
export function lineAt(text: string, start: number, limit: number): Line {
  const end = lineEnd(text, start, limit);
  if (end >= limit) return { start, end: limit, next: limit };
  const width = text[end] === '\r' && text[end + 1] === '\n' && end + 1 < limit ? 2 : 1;
  return { start, end, next: end + width };
}

/** Sought by the engine: a hostile text asks for the end of one long line thousands of times. */
function lineEnd(text: string, start: number, limit: number): number {
  const feed = text.indexOf('\n', start);
  const until = feed < 0 || feed > limit ? limit : feed;
  const lone = text.slice(start, until).indexOf('\r');
  return lone < 0 ? until : start + lone;
}

export function lineKind(text: string, line: Line): LineKind {
  const at = skipSpaces(text, line.start, line.end);
  if (at === line.end) return 'blank';
  const char = text[at];
  if (char === '|') return 'table';
  if (char === 'h' && headingAt(text, line) !== null) return 'heading';
  if (char === 'b' && text.startsWith('bq.', at) && at + 3 < line.end) return 'quote';
  if (char === '-' && /^-{4,5}$/.test(text.slice(at, Math.min(line.end, at + LONGEST_RULE)).trimEnd())) return 'rule';
  if ((char === '*' || char === '#' || char === '-') && beginsList(text, line)) return 'list';
  return 'text';
}

const LONGEST_RULE = 200;

/** `--` and `---` at the start of a line are dashes, unless a list has begun above. */
function beginsList(text: string, line: Line): boolean {
  const marker = markerAt(text, line)?.marker;
  return marker !== undefined && marker !== '--' && marker !== '---';
}

/** `h2. Title`, as well without the space: the level and where the title starts. */
export function headingAt(text: string, line: Line): { readonly level: number; readonly start: number } | null {
  const at = skipSpaces(text, line.start, line.end);
  const level = Number(text[at + 1]);
  if (text[at] !== 'h' || !(level >= 1 && level <= 6) || text[at + 2] !== '.') return null;
  const start = skipSpaces(text, at + 3, line.end);
  return start < line.end ? { level, start } : null;
}

/** `*# item`: the marker and where the item's text starts. */
export function markerAt(text: string, line: Line): { readonly marker: string; readonly start: number } | null {
  const at = skipSpaces(text, line.start, line.end);
  let end = at;
  while (end < line.end && (text[end] === '*' || text[end] === '#' || text[end] === '-')) end += 1;
  if (end === at || end - at > MAX_LIST_DEPTH || end >= line.end || !isSpace(text[end])) return null;
  const start = skipSpaces(text, end, line.end);
  return start < line.end ? { marker: text.slice(at, end), start } : null;
}

const MAX_LIST_DEPTH = 20;

export function skipSpaces(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && isSpace(text[at])) at += 1;
  return at;
}

/** White space within a line, the no-break space too. */
export function isSpace(char: string | undefined): boolean {
  if (char === undefined) return false;
  return char === ' ' || char === '\t' || (char !== '\n' && char !== '\r' && char.trim() === '');
}

/** A letter or a digit of any script: what may not stand beside a mark. */
export function isWordChar(char: string | undefined): boolean {
  if (char === undefined) return false;
  const code = char.charCodeAt(0);
  if (code < 0x80)
    return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return /[\p{L}\p{Nd}]/u.test(char);
}
