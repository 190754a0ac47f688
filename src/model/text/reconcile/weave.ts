import { matchSequences } from './match-sequences.ts';

/** Ranges of pieces that say the same: in the text that changed (`from`), and in the one to be renewed (`to`). */
export type Correspondence = {
  readonly from: readonly [from: number, to: number];
  readonly to: readonly [from: number, to: number];
};

/** `keep`: the piece of the old text, as it is. `convert`: a piece of the changed text; `slot`: the piece it replaces. */
export type Strand =
  | { readonly kind: 'keep'; readonly slot: number }
  | { readonly kind: 'convert'; readonly from: number; readonly slot: number | null };

/**
 * What the other side should hold after one side changed: pieces that did not change stay, the rest is converted.
 * `before` and `after` are the identities of the changed side's pieces.
 */
export function weave(
  before: readonly string[],
  after: readonly string[],
  segments: readonly Correspondence[],
): readonly Strand[] {
  const placeOf = new Map(matchSequences(before, after).map((match) => [match.a, match.b]));
  const strands: Strand[] = [];
  let next = 0;
  let replaced: number[] = [];
  const flush = (until: number): void => {
    strands.push(...conversions(next, until, replaced));
    next = Math.max(next, until);
    replaced = [];
  };
  segments.forEach((segment, at) => {
    const place = keptPlace(segment, placeOf);
    if (segment.from[0] === segment.from[1]) {
      if (replaced.length > 0) flush(nextKeptPlace(segments, at + 1, placeOf, after.length));
      strands.push(...keeps(segment));
    } else if (place === null) {
      for (let slot = segment.to[0]; slot < segment.to[1]; slot += 1) replaced.push(slot);
    } else {
      flush(place);
      strands.push(...keeps(segment));
      next = place + segment.from[1] - segment.from[0];
    }
  });
  flush(after.length);
  return strands;
}

/** Where an unchanged segment stands now; null when any of its pieces changed or others came in between. */
function keptPlace(segment: Correspondence, placeOf: ReadonlyMap<number, number>): number | null {
  const first = placeOf.get(segment.from[0]);
  if (first === undefined) return null;
  for (let at = segment.from[0]; at < segment.from[1]; at += 1) {
    if (placeOf.get(at) !== first + at - segment.from[0]) return null;
  }
  return first;
}

function nextKeptPlace(
  segments: readonly Correspondence[],
  from: number,
  placeOf: ReadonlyMap<number, number>,
  end: number,
): number {
  for (const segment of segments.slice(from)) {
    const place = segment.from[0] === segment.from[1] ? null : keptPlace(segment, placeOf);
    if (place !== null) return place;
  }
  return end;
}

function keeps(segment: Correspondence): readonly Strand[] {
  return Array.from({ length: segment.to[1] - segment.to[0] }, (_, at) => ({ kind: 'keep', slot: segment.to[0] + at }));
}

/** The last new piece takes the last free place: what follows it stays its neighbour. */
function conversions(from: number, until: number, replaced: readonly number[]): readonly Strand[] {
  const count = Math.max(0, until - from);
  return Array.from({ length: count }, (_, at): Strand => {
    const slot = at === count - 1 ? replaced.at(-1) : at < replaced.length - 1 ? replaced[at] : undefined;
    return { kind: 'convert', from: from + at, slot: slot ?? null };
  });
}
