import type { Match } from './match-sequences.ts';
import { matchSequences } from './match-sequences.ts';

/** Neighbouring pieces of one side and the pieces of the other side that say the same. Ends are exclusive. */
export type Segment = {
  readonly git: readonly [from: number, to: number];
  readonly jira: readonly [from: number, to: number];
};

/**
 * Pairs the pieces of two texts that both sides agreed on. `git` holds for each piece of Markdown the keys of the
 * blocks that Jira would hold for it, `jira` the key of each of Jira's pieces; '' stands for one that shows nothing.
 * What does not pair one by one is one segment with what lies opposite; pieces that show nothing stand alone.
 */
export function align(git: readonly (readonly string[])[], jira: readonly string[]): readonly Segment[] {
  const anchors = findAnchors(git, jira);
  const segments: Segment[] = [];
  let at: readonly [number, number] = [0, 0];
  for (const anchor of [...anchors, { git: [git.length, git.length], jira: [jira.length, jira.length] } as const]) {
    segments.push(...gapSegments(at, [anchor.git[0], anchor.jira[0]], git, jira));
    if (anchor.git[0] < git.length) segments.push(anchor);
    at = [anchor.git[1], anchor.jira[1]];
  }
  return mergeOneSided(segments, git, jira);
}

/** Pieces of Markdown all of whose blocks are found in Jira, next to each other. */
function findAnchors(git: readonly (readonly string[])[], jira: readonly string[]): readonly Segment[] {
  const flat = git.flatMap((keys, piece) => keys.map((key, nth) => ({ key, piece, nth })));
  const shown = jira.flatMap((key, at) => (key === '' ? [] : [{ key, at }]));
  const matches = matchSequences(
    flat.map((entry) => entry.key),
    shown.map((entry) => entry.key),
  );
  const byFlat = new Map(matches.map((match: Match) => [match.a, shown[match.b]?.at ?? -1]));
  const anchors: Segment[] = [];
  flat.forEach((entry, at) => {
    const count = git[entry.piece]?.length ?? 0;
    const first = byFlat.get(at);
    if (entry.nth > 0 || first === undefined) return;
    for (let nth = 1; nth < count; nth += 1) if (byFlat.get(at + nth) !== first + nth) return;
    anchors.push({ git: [entry.piece, entry.piece + 1], jira: [first, first + count] });
  });
  return anchors;
}

type Point = readonly [git: number, jira: number];

/** Between two anchors: pieces that show nothing one by one, the others together. */
function gapSegments(
  from: Point,
  to: Point,
  git: readonly (readonly string[])[],
  jira: readonly string[],
): readonly Segment[] {
  const gitHidden = range(from[0], to[0]).every((at) => git[at]?.length === 0);
  const jiraHidden = range(from[1], to[1]).every((at) => jira[at] === '');
  if (!gitHidden || !jiraHidden) {
    return [{ git: [from[0], to[0]], jira: [from[1], to[1]] }];
  }
  return [
    ...range(from[0], to[0]).map((at): Segment => ({ git: [at, at + 1], jira: [from[1], from[1]] })),
    ...range(from[1], to[1]).map((at): Segment => ({ git: [to[0], to[0]], jira: [at, at + 1] })),
  ];
}

/** Something shown on one side only belongs to its neighbour. */
function mergeOneSided(
  segments: readonly Segment[],
  git: readonly (readonly string[])[],
  jira: readonly string[],
): readonly Segment[] {
  const out: Segment[] = [];
  let pending: Segment | null = null;
  for (const segment of segments) {
    const whole: Segment = pending === null ? segment : joinSegments(pending, segment);
    pending = null;
    const last = out.at(-1);
    if (!isOneSided(whole, git, jira)) out.push(whole);
    else if (last !== undefined) out[out.length - 1] = joinSegments(last, whole);
    else pending = whole;
  }
  return pending === null ? out : [pending];
}

function isOneSided(segment: Segment, git: readonly (readonly string[])[], jira: readonly string[]): boolean {
  const noGit = segment.git[0] === segment.git[1];
  const noJira = segment.jira[0] === segment.jira[1];
  if (noGit) return range(...segment.jira).some((at) => jira[at] !== '');
  return noJira && range(...segment.git).some((at) => git[at]?.length !== 0);
}

function joinSegments(a: Segment, b: Segment): Segment {
  return { git: [a.git[0], b.git[1]], jira: [a.jira[0], b.jira[1]] };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
