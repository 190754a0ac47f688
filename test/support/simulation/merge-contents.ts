import { diff3Merge } from 'node-diff3';
import type { Random } from '../random.ts';

/** A merged text, and what stood in its conflicts, of which a person decided. */
export type MergedContent = { readonly text: string; readonly contested: readonly string[] };

/** As git merges two edits of one file: where lines are in conflict, both stay (union) or a person takes a side. */
export function mergeContents(
  base: string,
  ours: string,
  theirs: string,
  kind: 'union' | 'person',
  random: Random,
): MergedContent {
  const regions = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  const contested: string[] = [];
  const lines = regions.flatMap((region) => {
    if (region.conflict === undefined) return region.ok ?? [];
    const { a, b, o } = region.conflict;
    contested.push([...a, ...b, ...o].join('\n'));
    if (kind === 'union') return [...a, ...b];
    return random.chance(0.5) ? a : b;
  });
  return { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, contested };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
