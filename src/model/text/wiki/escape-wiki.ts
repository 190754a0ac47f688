import { ESCAPABLE } from './parse-wiki-inlines.ts';
import { drawsIcon, emoticonFor } from './wiki-emoticons.ts';
import { entityAt } from './wiki-entities.ts';
import { imageAt } from './wiki-images.ts';
import { isWordChar } from './wiki-lines.ts';
import { linkAt, urlEnd } from './wiki-links.ts';

/** `literal`: within `{{…}}` a character stays the character, and no address is found. */
export type EscapeOptions = { readonly careful: boolean; readonly literal: boolean };

/**
 * Text as wiki markup that shows exactly this text. Only what Jira would interpret is escaped, so that a manager reads
 * `my_var` and not `my\_var`; `careful` escapes every character that could ever mean something.
 */
export function escapeWiki(text: string, options: EscapeOptions): string {
  if (!SPECIAL.test(text)) return text;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const url = !options.literal && mayBeginUrl(text, at) ? urlEnd(text, at, text.length) : null;
    const icon = options.literal ? null : emoticonFor(text, at);
    if (url !== null) {
      out += text.slice(at, url);
      at = url - 1;
    } else if (icon !== null) {
      out += icon.sign;
      at = icon.end - 1;
    } else out += escapeChar(text, at, options.careful);
  }
  return out;
}

/** Marks, and the characters for which Jira has a sign. */
const SPECIAL = /[*_\-+^~?{}[\]!|#\\&(\u2100-\u2bff]|[\ud83d]/;
/** What needs an escape in Jira; a reader takes a backslash before some more. */
const MARKS = '*_-+^~?{}[]!|#';

function mayBeginUrl(text: string, at: number): boolean {
  return (text[at] === 'h' || text[at] === 'f' || text[at] === 'm') && (at === 0 || !isWordChar(text[at - 1]));
}

function escapeChar(text: string, at: number, careful: boolean): string {
  const char = text[at] ?? '';
  if (char === '\\') return careful || needsEntity(text[at + 1]) ? '&#92;' : char;
  if (char === '&') return entityAt(text, at, text.length) === null ? char : '&amp;';
  if (char === '(') return drawsIcon(text, at) ? '\\(' : char;
  if (!MARKS.includes(char)) return char;
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
      return next === '{' || /^\{(?:[a-z]{1,20}[:}]|[*_\-+^~]\}|\?\?\})/i.test(text.slice(at, at + 24));
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

/** A run of marks before a word, as in `__init__`: Jira may take any of them. */
function opensPhrase(text: string, at: number): boolean {
  const mark = text[at] ?? '';
  const next = text[at + 1];
  let first = at;
  while (at - first < LONGEST_RUN && text[first - 1] === mark) first -= 1;
  if (isWordChar(text[first - 1]) || next === undefined || next.trim() === '') return false;
  return text.indexOf(mark, at + 2) >= 0;
}

const LONGEST_RUN = 20;

/** The first line of a paragraph must not look like a heading, a list, a table, a quote or a rule. */
export function escapeWikiLineStart(line: string): string {
  const at = line.length - line.trimStart().length;
  const body = line.slice(at);
  const indent = line.slice(0, at);
  if (/^[*#-]+\s/.test(body) || body.startsWith('|') || /^-{4,5}\s*$/.test(body)) return `${indent}\\${body}`;
  const dotted = /^(?:h[1-6]|bq)\./.exec(body);
  return dotted === null ? line : `${indent}${dotted[0].slice(0, -1)}&#46;${body.slice(dotted[0].length)}`;
}
