import { isSaidIn, withoutSaidBeside } from './said-beside.ts';
import { type Hunk, hunksBetween, type Span } from './sequence-hunks.ts';

/** Takes a token apart into finer ones. */
export type Splitter = (token: string) => readonly string[];

/**
 * Merges two edits of one sequence. Where both changed the same tokens, these are taken apart by the first splitter and
 * merged again, and so on; null when both changed the same of the finest ones, or the sequences are too long.
 * At the finest level, edits that touch are a conflict: nobody read the two words together.
 */
export function mergeSequences(
  base: readonly string[],
  git: readonly string[],
  jira: readonly string[],
  splitters: readonly Splitter[],
): readonly string[] | null {
  if (base.length + git.length + jira.length > MOST_TOKENS) return null;
  const [split, ...finer] = splitters;
  const out: string[] = [];
  const regions = regionsOf(base, git, jira, split === undefined);
  for (const [index, region] of regions.entries()) {
    const settled = settledRegion(region, [regions[index - 1], regions[index + 1]], { git, jira }, split === undefined);
    if (settled !== null) {
      out.push(...settled);
      continue;
    }
    if (split === undefined) return null;
    const [o, a, b] = [base.slice(...region.base), git.slice(...region.git), jira.slice(...region.jira)];
    const merged = mergeSequences(o.flatMap(split), a.flatMap(split), b.flatMap(split), finer);
    if (merged === null) return null;
    out.push(...merged);
  }
  return out;
}

const MOST_TOKENS = 12_000;

/** What both should hold of a region; null where both changed it to something else. */
function settledRegion(
  region: Region,
  [before, after]: readonly (Region | undefined)[],
  now: Readonly<Record<'git' | 'jira', readonly string[]>>,
  strict: boolean,
): readonly string[] | null {
  const { kind, base } = region;
  const [a, b] = [now.git.slice(...region.git), now.jira.slice(...region.jira)];
  const isInserted = base[0] === base[1];
  if (kind === 'same') return a;
  if (kind !== 'both') {
    const [own, other] = kind === 'git' ? ([a, 'jira'] as const) : ([b, 'git'] as const);
    const said = (beside: Region | undefined) => (beside?.kind === other ? now[other].slice(...beside[other]) : []);
    return isInserted ? withoutSaidBeside(own, said(before), said(after)) : own;
  }
  if (a.join('\0') === b.join('\0')) return a;
  if (!isInserted || strict) return null;
  // One of them added what the other had added, and more.
  return isSaidIn(a, b) ? a : isSaidIn(b, a) ? b : null;
}

type Region = {
  readonly kind: 'same' | 'git' | 'jira' | 'both';
  readonly base: Span;
  readonly git: Span;
  readonly jira: Span;
};

type SideHunk = Hunk & { readonly side: 'git' | 'jira' };

/** The sequences cut where one side or both changed something, in order. */
function regionsOf(
  base: readonly string[],
  git: readonly string[],
  jira: readonly string[],
  strict: boolean,
): readonly Region[] {
  const sided = (side: SideHunk['side'], now: readonly string[]) =>
    hunksBetween(base, now).map((hunk): SideHunk => ({ ...hunk, side }));
  const hunks = [...sided('git', git), ...sided('jira', jira)].sort(
    (a, b) => a.old[0] - b.old[0] || a.old[1] - b.old[1],
  );
  const regions: Region[] = [];
  let at = 0;
  let ahead = { git: 0, jira: 0 };
  const push = (kind: Region['kind'], to: number, then: typeof ahead): void => {
    const span = (side: SideHunk['side']): Span => [at + ahead[side], to + then[side]];
    regions.push({ kind, base: [at, to], git: span('git'), jira: span('jira') });
    at = to;
    ahead = then;
  };
  for (let next = 0; next < hunks.length; ) {
    const group = groupAt(hunks, next, strict);
    next += group.length;
    const from = group[0]?.old[0] ?? at;
    if (from > at) push('same', from, ahead);
    const then = { git: ahead.git + growth(group, 'git'), jira: ahead.jira + growth(group, 'jira') };
    const sides = new Set(group.map(({ side }) => side));
    const [only] = sides;
    push(sides.size > 1 || only === undefined ? 'both' : only, Math.max(...group.map(({ old }) => old[1])), then);
  }
  if (at < base.length) push('same', base.length, ahead);
  return regions;
}

/** The hunks from `first` on that change the same part; when `strict`, touching is the same. */
function groupAt(hunks: readonly SideHunk[], first: number, strict: boolean): readonly SideHunk[] {
  let [from, to] = hunks[first]?.old ?? [0, 0];
  let end = first + 1;
  for (let hunk = hunks[end]; hunk !== undefined; end += 1, hunk = hunks[end]) {
    const bothInsert = hunk.old[1] === from && to === from;
    if (hunk.old[0] >= to && !bothInsert && !(strict && hunk.old[0] === to)) break;
    to = Math.max(to, hunk.old[1]);
    from = Math.min(from, hunk.old[0]);
  }
  return hunks.slice(first, end);
}

function growth(group: readonly SideHunk[], side: SideHunk['side']): number {
  const own = group.filter((hunk) => hunk.side === side);
  return own.reduce((sum, { old, now }) => sum + now[1] - now[0] - (old[1] - old[0]), 0);
}
