import type { Random } from '../random.ts';
import { wordsIn } from './chronicle.ts';

/**
 * Somebody adds a paragraph, and may take another one out, of those that say one of these words (null: of all); the first
 * stays, since it tells the ticket.
 */
export function changeText(
  text: string,
  word: string,
  random: Random,
  known: ReadonlySet<string> | null,
): { readonly text: string; readonly removed: readonly string[] } {
  const paragraphs = text === '' ? [] : text.split(/\n{2,}/);
  const isKnown = (paragraph: string) => known === null || wordsIn(paragraph).some((each) => known.has(each));
  const others = paragraphs.filter((paragraph) => paragraph.startsWith('Wrote ') && isKnown(paragraph));
  const victim = random.chance(0.2) ? random.pick(others) : undefined;
  const kept = paragraphs.filter((paragraph) => paragraph !== victim);
  const added = `Wrote ${word}`;
  const after = random.chance(0.5) ? [...kept, added] : [added, ...kept];
  return { text: after.join('\n\n'), removed: wordsIn(victim ?? '') };
}
