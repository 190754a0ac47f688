import { LCS } from 'node-diff3';

export type Match = { readonly a: number; readonly b: number };

/** A longest common subsequence, as pairs of positions in order. Sequences too long to compare match at their ends only. */
export function matchSequences(a: readonly string[], b: readonly string[]): readonly Match[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const matches: Match[] = Array.from({ length: head }, (_, at) => ({ a: at, b: at }));
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  if (middleA.length * middleB.length <= MOST_COMPARISONS) {
    for (const match of matchMiddle(middleA, middleB)) matches.push({ a: head + match.a, b: head + match.b });
  }
  for (let at = tail; at > 0; at -= 1) matches.push({ a: a.length - at, b: b.length - at });
  return matches;
}

const MOST_COMPARISONS = 4_000_000;

function matchMiddle(a: readonly string[], b: readonly string[]): readonly Match[] {
  const matches: Match[] = [];
  type Chain = { readonly buffer1index: number; readonly buffer2index: number; readonly chain: Chain | null };
  let link: Chain | null = LCS([...a], [...b]) as Chain;
  for (; link !== null && link.chain !== null; link = link.chain) {
    matches.push({ a: link.buffer1index, b: link.buffer2index });
  }
  return matches.reverse();
}
