import type { TextPeople } from '../text-people.ts';
import { mentionAt } from './mentions.ts';

/**
 * Text as Markdown that shows exactly this text. Only what Markdown would interpret is escaped, so that a developer
 * reads `my_var` and not `my\_var`; `careful` escapes every character that could ever mean something. In the `label` of
 * a link brackets would end it, and an address is no link of its own.
 */
export function escapeMarkdown(text: string, place: Place, people: TextPeople): string {
  if (!SPECIAL.test(text) && !ADDRESS.test(text)) return text;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    const interpreted = place.careful
      ? CAREFUL.includes(char) || (!place.label && beginsAddress(text, at))
      : isInterpreted(text, at) || (place.label && '[]'.includes(char));
    out += interpreted || (char === '@' && mentionAt(text, at, people) !== null) ? `\\${char}` : char;
  }
  return out;
}

export type Place = { readonly careful: boolean; readonly label: boolean };

const SPECIAL = /[\\`*_~<[\]&@|]|^\{=/;
const ADDRESS = /:\/\/|www\./i;
const CAREFUL = '\\`*_~<>[]()&|#{}!@';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

function isInterpreted(text: string, at: number): boolean {
  const next = text[at + 1];
  switch (text[at]) {
    case '\\':
      return next === undefined || PUNCTUATION.includes(next);
    case '`':
      return true;
    case '*':
    case '~':
      return !(isBlank(text[at - 1]) && isBlank(next));
    case '_':
      return !standsWithin(text, at);
    case '<':
      return next === undefined || /[A-Za-z/!?]/.test(next);
    case '&':
      return /^&(?:#[0-9xX]|[A-Za-z][A-Za-z0-9]*;)/.test(text.slice(at, at + LONGEST_ENTITY));
    case '[':
      return (
        !/^\[[^[\]^\\`*_<&]+\](?![([:])/.test(text.slice(at, at + LONGEST_BRACKET)) ||
        /^\[(?:[ xX]\]|!)/.test(text.slice(at, at + 3))
      );
    case '{':
      return at === 0 && next === '=';
    case ':':
    case '.':
      return beginsAddress(text, at) && holdsMarks(text, at + 1);
    default:
      return false;
  }
}

/** An address that GitHub links would take the backslashes within it as they are. */
function holdsMarks(text: string, from: number): boolean {
  for (let at = from; at < text.length && at - from < LONGEST_ADDRESS && !isBlank(text[at]); at += 1) {
    if (!':.'.includes(text[at] ?? '') && isInterpreted(text, at)) return true;
  }
  return false;
}

const LONGEST_ADDRESS = 200;

/** The colon or the full stop by which GitHub knows an address. */
function beginsAddress(text: string, at: number): boolean {
  if (text[at] === ':') return text.startsWith('//', at + 1);
  return text[at] === '.' && text.slice(Math.max(0, at - 3), at).toLowerCase() === 'www';
}

const LONGEST_RUN = 16;
const LONGEST_ENTITY = 34;
const LONGEST_BRACKET = 80;

function isBlank(char: string | undefined): boolean {
  return char === undefined || char.trim() === '';
}

/** A run of underscores within a word, or between spaces, marks nothing. */
function standsWithin(text: string, at: number): boolean {
  let from = at;
  let to = at + 1;
  while (text[from - 1] === '_' && at - from < LONGEST_RUN) from -= 1;
  while (text[to] === '_' && to - at < LONGEST_RUN) to += 1;
  const [before, after] = [text[from - 1], text[to]];
  return (isWord(before) && isWord(after)) || (isBlank(before) && isBlank(after));
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}

/**
 * A line of a paragraph must not look like a heading, a list, a quote, a rule, an underline or a table. Below the `first`
 * line only a list that counts from one would begin.
 */
export function escapeMarkdownLineStart(line: string, first: boolean): string {
  const text = line.trimStart();
  if (
    /^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|~{3,}|:?-[-:| \t]*$|=+\s*$|[*_](?:[ \t]*[*_])+[ \t]*$|\|[-:| \t]*$)/.test(text)
  ) {
    return `\\${text}`;
  }
  const numbered = (first ? /^\d{1,9}(?=[.)](?:\s|$))/ : /^0{0,8}1(?=[.)]\s)/).exec(text);
  return numbered === null ? text : `${numbered[0]}\\${text.slice(numbered[0].length)}`;
}
