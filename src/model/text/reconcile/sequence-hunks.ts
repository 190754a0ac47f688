import { matchSequences } from './match-sequences.ts';

/** From (inclusive) and to (exclusive). */
export type Span = readonly [from: number, to: number];

/** A run of the old sequence and what stands in its place; either may be empty. */
export type Hunk = { readonly old: Span; readonly now: Span };

/** What changed between two sequences, in order; between two hunks lies at least one element that stayed. */
export function hunksBetween(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let at: readonly [old: number, now: number] = [0, 0];
  for (const match of [...matchSequences(old, now), { a: old.length, b: now.length }]) {
    if (match.a > at[0] || match.b > at[1]) hunks.push({ old: [at[0], match.a], now: [at[1], match.b] });
    at = [match.a + 1, match.b + 1];
  }
  return hunks;
}
