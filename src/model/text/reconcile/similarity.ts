/** The words of a text with how often each occurs, to compare it with others. */
export type WordBag = { readonly counts: ReadonlyMap<string, number>; readonly size: number };

/** Longer texts are compared by their first words. */
const MOST_WORDS = 400;

export function wordBagOf(...texts: readonly string[]): WordBag {
  const counts = new Map<string, number>();
  let size = 0;
  for (const text of texts) {
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (size >= MOST_WORDS) break;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      size += 1;
    }
  }
  return { counts, size };
}

/** From 0, no word in common, to 1, the same words. */
export function similarity(a: WordBag, b: WordBag): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [few, many] = a.counts.size <= b.counts.size ? [a, b] : [b, a];
  let common = 0;
  for (const [word, count] of few.counts) common += Math.min(count, many.counts.get(word) ?? 0);
  return (2 * common) / (a.size + b.size);
}
