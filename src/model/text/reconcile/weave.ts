import { matchSequences } from './match-sequences.ts';
import { pairChanged } from './pair-changed.ts';
import type { Span } from './sequence-hunks.ts';

/** Ranges of pieces that say the same: in the text that changed (`from`), and in the one to be renewed (`to`). */
export type Correspondence = { readonly from: Span; readonly to: Span };

/** A piece of the text that changed. Pieces of one identity are the same text; `words` is what an edited one is known by. */
export type Strandable = { readonly identity: string; readonly words: () => string };

/**
 * `keep`: pieces of the text to be renewed, as they are. `convert`: new pieces of the changed text (`now`), the old ones
 * that they took the place of (`before`), and the pieces of the other text that said those (`slots`); `alike` when old
 * and new share enough words to be one edited block.
 */
export type Strand =
  | { readonly kind: 'keep'; readonly slots: Span }
  | {
      readonly kind: 'convert';
      readonly before: Span;
      readonly now: Span;
      readonly slots: Span;
      readonly alike: boolean;
    };

/**
 * What the other side should hold after one side changed, in the order of the changed text: pieces that did not change,
 * also those that moved, stay as they are; the rest is converted. What only the other side shows follows what it
 * followed.
 */
export function weave(
  before: readonly Strandable[],
  after: readonly Strandable[],
  segments: readonly Correspondence[],
): readonly Strand[] {
  const visible = segments.filter(({ from }) => from[0] < from[1]);
  const places = findPlaces(before, after, visible);
  const changes = changesBetween(before, after, visible, places);
  const events: Event[] = [...changes];
  visible.forEach((segment, nth) => {
    const place = places.at[nth] ?? null;
    if (place !== null)
      events.push({ at: place, nth: places.moved.has(nth) ? null : nth, strand: { kind: 'keep', slots: segment.to } });
  });
  events.sort((a, b) => a.at - b.at);
  return withHidden(events, segments);
}

/** A strand with its position in the changed text, and the last segment that it stands for; null when that moved. */
type Event = { readonly at: number; readonly nth: number | null; readonly strand: Strand };

type Places = {
  /** Where each segment stands now; null for one that is not there any more. */
  readonly at: readonly (number | null)[];
  readonly moved: ReadonlySet<number>;
  /** The pieces of the changed text that are such a segment's. */
  readonly taken: ReadonlySet<number>;
};

/** Segments that stayed in order first, then those that are found elsewhere. */
function findPlaces(
  before: readonly Strandable[],
  after: readonly Strandable[],
  visible: readonly Correspondence[],
): Places {
  const identities = after.map((piece) => piece.identity);
  const matches = matchSequences(
    before.map((piece) => piece.identity),
    identities,
  );
  const placeOf = new Map(matches.map((match) => [match.a, match.b]));
  const at = visible.map((segment) => keptPlace(segment, placeOf));
  const taken = new Set<number>();
  const take = ({ from }: Correspondence, place: number): void => {
    for (let nth = 0; nth < from[1] - from[0]; nth += 1) taken.add(place + nth);
  };
  visible.forEach((segment, nth) => {
    const place = at[nth] ?? null;
    if (place !== null) take(segment, place);
  });
  const free = new Map<string, number[]>();
  identities.forEach((identity, place) => {
    if (!taken.has(place)) free.set(identity, [...(free.get(identity) ?? []), place]);
  });
  const moved = new Set<number>();
  visible.forEach((segment, nth) => {
    if (at[nth] !== null) return;
    const wanted = before.slice(...segment.from).map((piece) => piece.identity);
    const place = free.get(wanted[0] ?? '')?.find((start) => wanted.every(isAt(identities, taken, start))) ?? null;
    if (place === null) return;
    at[nth] = place;
    moved.add(nth);
    take(segment, place);
  });
  return { at, moved, taken };
}

function isAt(identities: readonly string[], taken: ReadonlySet<number>, start: number) {
  return (identity: string, nth: number): boolean => identities[start + nth] === identity && !taken.has(start + nth);
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

/** The conversions, gap by gap between the segments that stayed in order. */
function changesBetween(
  before: readonly Strandable[],
  after: readonly Strandable[],
  visible: readonly Correspondence[],
  places: Places,
): readonly Event[] {
  const events: Event[] = [];
  let gone: number[] = [];
  let next = 0;
  const close = (until: number): void => {
    for (const run of freeRuns([next, until], places.taken)) {
      const old = gone;
      const texts = old.map((nth) => wordsOf(before.slice(...(visible[nth]?.from ?? [0, 0]))));
      const pairs = pairChanged(
        texts,
        after.slice(...run).map((piece) => piece.words()),
      );
      for (const pair of pairs) {
        const segments = old.slice(...pair.old).flatMap((nth) => visible[nth] ?? []);
        const now: Span = [run[0] + pair.now[0], run[0] + pair.now[1]];
        const nth = old.slice(...pair.old).at(-1) ?? null;
        const spans = { before: spanOf(segments, 'from'), slots: spanOf(segments, 'to') };
        const alike = pair.alike && areNeighbours(segments);
        events.push({ at: now[0], nth, strand: { kind: 'convert', now, alike, ...spans } });
        gone = gone.filter((each) => !old.slice(...pair.old).includes(each));
      }
    }
    gone = [];
  };
  visible.forEach(({ from }, nth) => {
    const place = places.at[nth] ?? null;
    if (place === null) gone.push(nth);
    if (place === null || places.moved.has(nth)) return;
    close(place);
    next = place + from[1] - from[0];
  });
  close(after.length);
  return events;
}

/** The pieces of a range that belong to no segment, in runs. */
function freeRuns([from, to]: Span, taken: ReadonlySet<number>): readonly Span[] {
  const runs: Span[] = [];
  for (let at = from; at < to; at += 1) {
    const last = runs.at(-1);
    if (taken.has(at)) continue;
    if (last !== undefined && last[1] === at) runs[runs.length - 1] = [last[0], at + 1];
    else runs.push([at, at + 1]);
  }
  return runs;
}

function wordsOf(pieces: readonly Strandable[]): string {
  return pieces.map((piece) => piece.words()).join('\n');
}

function spanOf(segments: readonly Correspondence[], side: 'from' | 'to'): Span {
  return [segments[0]?.[side][0] ?? 0, segments.at(-1)?.[side][1] ?? 0];
}

/** Nothing lies between them on either side. */
function areNeighbours(segments: readonly Correspondence[]): boolean {
  return segments.every(({ from, to }, at) => {
    const previous = segments[at - 1];
    return previous === undefined || (previous.from[1] === from[0] && previous.to[1] === to[0]);
  });
}

/** Each piece that the changed text does not show, behind the segment that it followed or the one before that. */
function withHidden(events: readonly Event[], segments: readonly Correspondence[]): readonly Strand[] {
  const inOrder = new Set(events.flatMap(({ nth }) => (nth === null ? [] : [nth])));
  const behind = new Map<number, Strand[]>();
  let anchor = -1;
  let nth = -1;
  for (const { from, to } of segments) {
    if (from[0] < from[1]) {
      nth += 1;
      if (inOrder.has(nth)) anchor = nth;
    } else behind.set(anchor, [...(behind.get(anchor) ?? []), { kind: 'keep', slots: to }]);
  }
  return [
    ...(behind.get(-1) ?? []),
    ...events.flatMap(({ nth: own, strand }) => [strand, ...(own === null ? [] : (behind.get(own) ?? []))]),
  ];
}
