import { isWordChar } from './wiki-lines.ts';

/**
 * Jira's icons that Unicode has too. Jira draws an icon wherever no letter or digit follows the sign; after a word, as
 * in `f(x)`, it is taken for what people meant.
 */
const EMOTICONS: readonly (readonly [sign: string, character: string])[] = [
  ['(/)', '✅'],
  ['(x)', '❌'],
  ['(!)', '⚠️'],
  ['(i)', 'ℹ️'],
  ['(?)', '❓'],
  ['(y)', '👍'],
  ['(n)', '👎'],
  ['(+)', '➕'],
  ['(-)', '➖'],
  ['(*)', '⭐'],
  ['(*y)', '⭐'],
  ['(on)', '💡'],
  ['(flag)', '🚩'],
];

/** Signs that Jira draws, with or without a character in Unicode. */
const DRAWN: readonly string[] = [...EMOTICONS.map(([sign]) => sign), '(off)', '(*r)', '(*g)', '(*b)', '(flagoff)'];

/** The character of the icon at `at` and where its sign ends; null for a sign that stands after a word. */
export function emoticonAt(
  text: string,
  at: number,
  start: number,
  end: number,
): { readonly character: string; readonly end: number } | null {
  if (at > start && isWordChar(text[at - 1])) return null;
  const found = EMOTICONS.find(([sign]) => text.startsWith(sign, at) && isFree(text, at + sign.length, end));
  return found === undefined || at + found[0].length > end ? null : { character: found[1], end: at + found[0].length };
}

function isFree(text: string, next: number, end: number): boolean {
  return next >= end || !isWordChar(text[next]);
}

/** The sign for the character at `at`, where Jira would draw it and a reader would find it again. */
export function emoticonFor(text: string, at: number): { readonly sign: string; readonly end: number } | null {
  const found = EMOTICONS.find(([, character]) => text.startsWith(character, at));
  if (found === undefined) return null;
  const end = at + found[1].length;
  return isWordChar(text[at - 1]) || isWordChar(text[end]) ? null : { sign: found[0], end };
}

/** Jira would draw an icon in place of these words. */
export function drawsIcon(text: string, at: number): boolean {
  return DRAWN.some((sign) => text.startsWith(sign, at) && isFree(text, at + sign.length, text.length));
}
