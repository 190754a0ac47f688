import type { GitComment } from '../../model/ticket.ts';
import type { ReadTicket } from '../clone-reader/read-ticket.ts';
import { type Search, searchable } from './search-words.ts';
import { snippetOf } from './snippet.ts';

/** Where something was found: a text of the ticket, and the words around it. */
export type Place = { readonly where: string; readonly snippet: string };

export type Hit = {
  readonly key: string;
  readonly path: string;
  readonly title: string;
  readonly score: number;
  readonly places: readonly Place[];
};

/** A text of a ticket that is searched; the more `weight`, the more it says about what the ticket is about. */
type Part = { readonly where: string; readonly text: string; readonly weight: number; readonly isShown: boolean };

const WEIGHTS = { key: 20, title: 10, labels: 5, texts: 3, comment: 1 } as const;
const PHRASE = 2;
const WHOLE_WORD = 1.5;
const MOST_COUNTED = 5;
const MOST_PLACES = 3;

/** Where a search is found in a ticket, the best places first, and how good that is; null where a word is missing. */
export function rankTicket({ key, path, doc }: Pick<ReadTicket, 'key' | 'path' | 'doc'>, search: Search): Hit | null {
  const title = String(doc.values.title);
  const lists = [doc.values.labels, doc.values.components].flatMap((list) => (Array.isArray(list) ? list : []));
  const parts: readonly Part[] = [
    { where: 'key', text: key, weight: WEIGHTS.key, isShown: false },
    { where: 'title', text: title, weight: WEIGHTS.title, isShown: false },
    { where: 'labels', text: lists.join(' '), weight: WEIGHTS.labels, isShown: true },
    ...Object.entries(doc.texts).map(([where, text]) => ({ where, text, weight: WEIGHTS.texts, isShown: true })),
    ...doc.comments.map(commentPart),
  ];
  const missing = new Set(search.words);
  const found = parts.flatMap((part) => {
    const folded = searchable(part.text);
    const words = search.words.filter((word) => folded.includes(word));
    for (const word of words) missing.delete(word);
    return words.length === 0 ? [] : [{ part, score: scoreOf(folded, words, search) * part.weight }];
  });
  if (missing.size > 0) return null;
  const best = found.sort((a, b) => b.score - a.score);
  const places = best.filter(({ part }) => part.isShown).slice(0, MOST_PLACES);
  return {
    key,
    path,
    title,
    score: Math.round(best.reduce((sum, { score }) => sum + score, 0) * 100) / 100,
    places: places.map(({ part }) => ({ where: part.where, snippet: snippetOf(part.text, search.words) })),
  };
}

function commentPart({ author, at, body }: GitComment): Part {
  const when = at === null ? '' : ` ${at.slice(0, 10)}`;
  return { where: `comment by ${author}${when}`, text: body, weight: WEIGHTS.comment, isShown: true };
}

/** More for whole words and the whole phrase; for the same word again less each time. */
function scoreOf(text: string, words: readonly string[], { phrase }: Search): number {
  const sum = words.reduce(
    (score, word) => score + Math.sqrt(countOf(text, word)) * (isWholeWord(text, word) ? WHOLE_WORD : 1),
    0,
  );
  return phrase !== words[0] && text.includes(phrase) ? sum * PHRASE : sum;
}

function countOf(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count < MOST_COUNTED; at = text.indexOf(word, at + word.length))
    count += 1;
  return count;
}

function isWholeWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return !isLetter(text[at - 1]) && !isLetter(text[at + word.length]);
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
