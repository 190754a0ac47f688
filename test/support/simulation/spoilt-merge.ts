import type { TicketFormat } from '../../../src/model/ticket.ts';
import { readDoc } from './checkout.ts';
import { wordsIn } from './chronicle.ts';

/** Whether a merge by lines made of a ticket file what its person sees to be wrong, and does not push. */
export function isSpoilt(merged: string, sides: readonly string[], format: TicketFormat): boolean {
  if (readDoc(merged, format) === null || saysTwice(merged, sides)) return true;
  return saysForAnother(merged, sides, format) || saysForNobody(merged, sides, format);
}

/** Of two clones that moved lines past each other, git keeps some of them in both places. */
function saysTwice(merged: string, sides: readonly string[]): boolean {
  const times = (text: string, word: string) => wordsIn(text).filter((other) => other === word).length;
  return wordsIn(merged).some((word) => sides.every((side) => times(merged, word) > times(side, word)));
}

/**
 * One clone took another comment in place of one, and one added something below it: git takes the author of the one and
 * asks about the words alone. What somebody says in another's name would be a comment of its own.
 */
function saysForAnother(merged: string, sides: readonly string[], format: TicketFormat): boolean {
  const known = new Set(sides.flatMap((side) => signedWords(side, format).flat()));
  return signedWords(merged, format).some((words) => words.length > 0 && !words.some((word) => known.has(word)));
}

/** One clone took all comments out with their heading, and what another one kept of them stands below the description. */
function saysForNobody(merged: string, sides: readonly string[], format: TicketFormat): boolean {
  const commented = (text: string) => (readDoc(text, format)?.comments ?? []).flatMap(({ body }) => wordsIn(body));
  const known = new Set(sides.flatMap(commented));
  const signed = new Set(commented(merged));
  return wordsIn(merged).some((word) => known.has(word) && !signed.has(word));
}

/** Of each comment its words, each with the author. */
function signedWords(text: string, format: TicketFormat): readonly (readonly string[])[] {
  const comments = readDoc(text, format)?.comments ?? [];
  return comments.map(({ author, body }) => wordsIn(body).map((word) => `${author} ${word}`));
}
