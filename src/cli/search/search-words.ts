/** What is searched for: every word must be found somewhere in a ticket; `phrase` is all of it together. */
export type Search = { readonly words: readonly string[]; readonly phrase: string };

const MOST_WORDS = 20;

/** The words of a search, in lower case, each once. */
export function parseSearch(text: string): Search {
  const words = searchable(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return { words: [...new Set(words)].slice(0, MOST_WORDS), phrase: words.join(' ') };
}

/** Text in the form in which it is compared: case and composition say nothing. */
export function searchable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
