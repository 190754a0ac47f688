import type { Finding } from './plan.ts';

/**
 * Each field, comment and time entry as it was first found: what a later plan of the same cycle says of it is what
 * became of that. Only what is held by now is told as it stands, and a name may have been learned meanwhile.
 */
export function mergeFindings(found: readonly Finding[], later: readonly Finding[]): readonly Finding[] {
  const known = new Set(found.map(({ ref }) => ref));
  const held = new Set(later.flatMap(({ ref, verdict }) => (verdict === 'held' ? [ref] : [])));
  const named = new Map(later.flatMap(({ ref, renamings }) => (renamings === undefined ? [] : [[ref, { renamings }]])));
  const first = found.filter(({ ref }) => !held.has(ref)).map((finding) => ({ ...finding, ...named.get(finding.ref) }));
  return [...first, ...later.filter(({ ref }) => held.has(ref) || !known.has(ref))];
}
