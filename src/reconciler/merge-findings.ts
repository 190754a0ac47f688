import type { Finding } from './plan.ts';

/**
 * Each field, comment and time entry as it was first found: what a later plan of the same cycle says of it is what
 * became of that. Only what is held by now, or what a rule decided against a value that came in between, is told as it
 * stands, and a name may have been learned meanwhile.
 */
export function mergeFindings(found: readonly Finding[], later: readonly Finding[]): readonly Finding[] {
  const known = new Set(found.map(({ ref }) => ref));
  const contested = new Set(found.flatMap(({ ref, verdict }) => (verdict === 'conflict' ? [ref] : [])));
  const isNews = ({ ref, verdict }: Finding) =>
    verdict === 'held' || (verdict === 'conflict' && !contested.has(ref)) || !known.has(ref);
  const news = later.filter(isNews);
  const renewed = new Set(news.map(({ ref }) => ref));
  const named = new Map(later.flatMap(({ ref, renamings }) => (renamings === undefined ? [] : [[ref, { renamings }]])));
  const first = found.filter(({ ref }) => !renewed.has(ref));
  return [...first.map((finding) => ({ ...finding, ...named.get(finding.ref) })), ...news];
}
