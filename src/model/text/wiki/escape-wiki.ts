import { entityAt } from './wiki-entities.ts';
import { imageAt, linkAt, urlEnd } from './wiki-links.ts';

/**
 * Text as wiki markup that shows exactly this text. Only what Jira would interpret is escaped, so that a manager reads
 * `my_var` and not `my\_var`; `careful` escapes every character that could ever mean something.
 */
export function escapeWiki(text: string, careful: boolean): string {
  if (!SPECIAL.test(text)) return text;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const url = mayBeginUrl(text, at) ? urlEnd(text, at, text.length) : null;
    if (url !== null) {
      out += text.slice(at, url);
      at = url - 1;
    } else out += escapeChar(text, at, careful);
  }
  return out;
}

const SPECIAL = /[*_\-+^~?{}[\]!|#\\&]/;
const ESCAPABLE = '*_-+^~?{}[]!|#';

function mayBeginUrl(text: string, at: number): boolean {
  return (text[at] === 'h' || text[at] === 'f' || text[at] === 'm') && (at === 0 || !isWord(text[at - 1]));
}

function escapeChar(text: string, at: number, careful: boolean): string {
  const char = text[at] ?? '';
  if (char === '\\') return careful || needsEntity(text[at + 1]) ? '&#92;' : char;
  if (char === '&') return entityAt(text, at, text.length) === null ? char : '&amp;';
  if (!ESCAPABLE.includes(char)) return char;
  return careful || isInterpreted(text, at) ? `\\${char}` : char;
}

/** A backslash before this character would make a line break or an escape. */
function needsEntity(next: string | undefined): boolean {
  return next === undefined || next === '\\' || ESCAPABLE.includes(next);
}

function isInterpreted(text: string, at: number): boolean {
  const char = text[at];
  const next = text[at + 1];
  switch (char) {
    case '{':
      return next === '{' || /^\{(?:[a-z]{1,20}[:}]|[*_\-+^~]\})/.test(text.slice(at, at + 24));
    case '[':
      return linkAt(text, at, text.length, () => []) !== null;
    case '!':
      return imageAt(text, at, 0, text.length) !== null;
    case '}':
    case ']':
    case '|':
    case '#':
      return false;
    case '?':
      return next === '?';
    default:
      return opensPhrase(text, at);
  }
}

function opensPhrase(text: string, at: number): boolean {
  const next = text[at + 1];
  if (isWord(text[at - 1]) || next === undefined || next === text[at] || next.trim() === '') return false;
  return text.indexOf(text[at] ?? '', at + 2) >= 0;
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{Nd}]/u.test(char);
}

/** The first line of a paragraph must not look like a heading, a list, a table, a quote or a rule. */
export function escapeWikiLineStart(line: string): string {
  const at = line.length - line.trimStart().length;
  const body = line.slice(at);
  const indent = line.slice(0, at);
  if (/^[*#-]+\s/.test(body) || body.startsWith('|') || body.trimEnd() === '----') return `${indent}\\${body}`;
  const dotted = /^(?:h[1-6]|bq)\.(?=\s|$)/.exec(body);
  return dotted === null ? line : `${indent}${dotted[0].slice(0, -1)}&#46;${body.slice(dotted[0].length)}`;
}
