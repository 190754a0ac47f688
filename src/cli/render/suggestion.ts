import { closest, distance } from 'fastest-levenshtein';
import { plain } from './plain.ts';

const MOST_EDITS = 3;

/** `; did you mean "In Progress"?` where a candidate is close to what was typed, in whatever case; else nothing. */
export function suggestion(typed: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return '';
  const wanted = typed.toLowerCase();
  const nearest = closest(
    wanted,
    candidates.map((each) => each.toLowerCase()),
  );
  const found = candidates.find((each) => each.toLowerCase() === nearest);
  const isNear = distance(wanted, nearest) <= Math.min(MOST_EDITS, Math.floor(typed.length / 2));
  return found !== undefined && isNear ? `; did you mean "${plain(found)}"?` : '';
}
