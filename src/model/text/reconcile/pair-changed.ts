import type { Span } from './sequence-hunks.ts';
import { similarity, wordBagOf } from './similarity.ts';

/** A run of old blocks and the run of new blocks that took its place; positions within the two lists. */
export type Pairing = { readonly old: Span; readonly now: Span; readonly alike: boolean };

/**
 * Pairs the blocks between two that did not change, in order: each with the one that shares most words, two with the one
 * that they were joined to, one with the two that it was split into. What is left over takes the place of what is left
 * over opposite; a pair that shares too little is not `alike`. Texts of blocks.
 */
export function pairChanged(old: readonly string[], now: readonly string[]): readonly Pairing[] {
  const alike = old.length * now.length > MOST_COMPARISONS ? [] : alikePairs(old, now);
  const pairs: Pairing[] = [];
  let at: readonly [number, number] = [0, 0];
  for (const pair of [...alike, { old: [old.length, old.length], now: [now.length, now.length] } as const]) {
    pairs.push(...leftOvers([at[0], pair.old[0]], [at[1], pair.now[0]]));
    if (pair.now[0] < now.length) pairs.push({ ...pair, alike: true });
    at = [pair.old[1], pair.now[1]];
  }
  return pairs;
}

const MOST_COMPARISONS = 2500;
const LEAST_SIMILARITY = 0.3;
/** A join or a split must explain clearly more than a single pair does. */
const JOIN_COST = 0.1;

type Step = { readonly score: number; readonly take: Span };

/** The pairs with the greatest similarity in all, by dynamic programming from the end. */
function alikePairs(old: readonly string[], now: readonly string[]): readonly Omit<Pairing, 'alike'>[] {
  const score = scorer(old, now);
  const best: Step[][] = [];
  const scoreAt = (i: number, j: number): number => best[i]?.[j]?.score ?? 0;
  for (let i = old.length; i >= 0; i -= 1) {
    const row: Step[] = [];
    best[i] = row;
    for (let j = now.length; j >= 0; j -= 1) {
      let step: Step = { score: scoreAt(i, j + 1), take: [0, 1] };
      const offer = (take: Span, gain: number): void => {
        const total = gain + scoreAt(i + take[0], j + take[1]);
        if (total > step.score) step = { score: total, take };
      };
      if (i < old.length) offer([1, 0], 0);
      if (i < old.length && j < now.length) offer([1, 1], score([i, i + 1], [j, j + 1]));
      if (i < old.length && j + 1 < now.length) offer([1, 2], score([i, i + 1], [j, j + 2]) - JOIN_COST);
      if (i + 1 < old.length && j < now.length) offer([2, 1], score([i, i + 2], [j, j + 1]) - JOIN_COST);
      row[j] = step;
    }
  }
  const pairs: Omit<Pairing, 'alike'>[] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    const [down, right] = best[i]?.[j]?.take ?? [1, 1];
    if (down > 0 && right > 0) pairs.push({ old: [i, i + down], now: [j, j + right] });
    i += down;
    j += right;
  }
  return pairs;
}

function scorer(old: readonly string[], now: readonly string[]): (old: Span, now: Span) => number {
  const bagsOf = (texts: readonly string[]) => ({
    one: texts.map((text) => wordBagOf(text)),
    two: texts.map((text, at) => wordBagOf(text, texts[at + 1] ?? '')),
  });
  const [a, b] = [bagsOf(old), bagsOf(now)];
  return (left, right) => {
    const [x, y] = [left[1] - left[0] === 1 ? a.one : a.two, right[1] - right[0] === 1 ? b.one : b.two];
    const [first, second] = [x[left[0]], y[right[0]]];
    const score = first === undefined || second === undefined ? 0 : similarity(first, second);
    return score < LEAST_SIMILARITY ? -1 : score;
  };
}

/** The last new block takes the last free place: what follows it stays its neighbour. */
function leftOvers(old: Span, now: Span): readonly Pairing[] {
  const places = Array.from({ length: old[1] - old[0] }, (_, at) => old[0] + at);
  const count = now[1] - now[0];
  return Array.from({ length: count }, (_, at): Pairing => {
    const place = at === count - 1 ? places.at(-1) : at < places.length - 1 ? places[at] : undefined;
    const taken: Span = place === undefined ? [old[0], old[0]] : [place, place + 1];
    return { old: taken, now: [now[0] + at, now[0] + at + 1], alike: false };
  });
}
