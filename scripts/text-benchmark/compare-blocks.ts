/** What an edit of one block did to the others. `nothing`: there was no such block. */
export type Edit =
  | { readonly kind: 'kept' }
  | { readonly kind: 'touched'; readonly reason: string }
  | { readonly kind: 'nothing' };

/** What an edit writes in the place of a block. */
export const WORDS = 'Edited words.';

/** The others as they were, in their order; in the place of at most `most` pieces stands what holds the new words. */
export function compareBlocks(before: readonly string[], after: readonly string[], most: number): Edit {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length);
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const lost = before.slice(head, before.length - tail);
  const come = after.slice(head, after.length - tail);
  if (lost.length <= most && come.some((text) => text.includes(WORDS))) return { kind: 'kept' };
  const told = (texts: readonly string[]): string => JSON.stringify(texts.join(' ¶ ').slice(0, 120));
  return { kind: 'touched', reason: `${lost.length} became ${come.length}: ${told(lost)} → ${told(come)}` };
}
