import type { Shell } from './shells.ts';

/** Something to complete with, as it is meant; `note` says what it is. */
export type Candidate = { readonly text: string; readonly note: string };

const QUOTE = /^["']/;
const SPECIAL = /[^\p{L}\p{N}_.,:/@%+=-]/gu;

/** A word as it is meant. Bash hands over all of them with their quotes and backslashes, fish the one at the cursor. */
export function meantWord(shell: Shell, word: string, isAtCursor: boolean): string {
  if (shell === 'zsh' || (shell === 'fish' && !isAtCursor)) return word;
  const value = shell === 'fish' ? (/^--[^='"\\]+=/.exec(word)?.[0] ?? '') : '';
  const rest = word.slice(value.length);
  return value + (QUOTE.test(rest) ? rest.slice(1) : rest.replace(/\\(.)/gs, '$1'));
}

/** The lines of a reply. `prefix` is what stands before the value in the same word, and `word` the word as typed. */
export function replyLines(
  shell: Shell,
  candidates: readonly Candidate[],
  prefix: string,
  word: string,
): readonly string[] {
  // A line break would be a reply of its own, and no shell can complete a control character.
  const clean = candidates.filter(({ text }) => !/\p{Cc}/u.test(text));
  switch (shell) {
    case 'bash':
      // Bash replaces what follows the = or : alone, and closes a quote by itself.
      return clean.map(({ text }) => afterBreak(QUOTE.test(word) ? text : text.replace(SPECIAL, '\\$&'), word));
    case 'zsh':
      return clean.map(
        ({ text, note }) =>
          `${(prefix + text).replaceAll('\\', '\\\\').replaceAll(':', '\\:')}${note === '' ? '' : `:${note}`}`,
      );
    case 'fish':
      return clean.map(({ text, note }) => `${prefix}${text}${note === '' ? '' : `\t${note}`}`);
  }
}

function afterBreak(text: string, word: string): string {
  const at = word.startsWith('--') ? -1 : Math.max(word.lastIndexOf('='), word.lastIndexOf(':'));
  return at < 0 ? text : text.slice(at + 1);
}
