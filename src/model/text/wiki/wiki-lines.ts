/** What a line of wiki markup begins, seen on its own. */
export type LineKind = 'blank' | 'heading' | 'quote' | 'rule' | 'table' | 'list' | 'text';

export type Line = { readonly start: number; readonly end: number; readonly next: number };

/** The line that begins at `start`, without its line end (`\n`, `\r\n` or a lone `\r`), within `limit`. */
export function lineAt(text: string, start: number, limit: number): Line {
  let end = start;
  while (end < limit && text[end] !== '\n' && text[end] !== '\r') end += 1;
  if (end >= limit) return { start, end, next: limit };
  const width = text[end] === '\r' && text[end + 1] === '\n' && end + 1 < limit ? 2 : 1;
  return { start, end, next: end + width };
}

export function lineKind(text: string, line: Line): LineKind {
  const at = skipSpaces(text, line.start, line.end);
  if (at === line.end) return 'blank';
  const char = text[at];
  if (char === '|') return 'table';
  if (char === 'h' && headingAt(text, line) !== null) return 'heading';
  if (char === 'b' && text.startsWith('bq.', at) && at + 3 < line.end && isSpace(text[at + 3])) return 'quote';
  if (char === '-' && text.slice(at, line.end).trimEnd() === '----') return 'rule';
  if ((char === '*' || char === '#' || char === '-') && markerAt(text, line) !== null) return 'list';
  return 'text';
}

/** `h2. Title`: the level and where the title starts. */
export function headingAt(text: string, line: Line): { readonly level: number; readonly start: number } | null {
  const at = skipSpaces(text, line.start, line.end);
  const level = Number(text[at + 1]);
  if (text[at] !== 'h' || !(level >= 1 && level <= 6) || text[at + 2] !== '.' || !isSpace(text[at + 3])) return null;
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
