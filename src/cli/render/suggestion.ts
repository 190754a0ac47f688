import { closest, distance } from 'fastest-levenshtein';
import { isTicketKey, projectOf } from '../../model/ticket-key.ts';
import { parseTicketRef } from '../../model/ticket-ref.ts';
import { plain } from './plain.ts';

const MOST_EDITS = 3;

/** `; did you mean "In Progress"?` where a candidate is close to what was typed, in whatever case; else nothing. */
export function suggestion(typed: string, candidates: readonly string[]): string {
  return asked(nearest(typed, candidates));
}

/**
 * The same for a ticket. Of keys only one with the same number and nearly the same project is meant: a number that is one
 * digit off is another ticket.
 */
export function keySuggestion(typed: string, names: readonly string[]): string {
  const ref = parseTicketRef(typed);
  if (ref === null || !isTicketKey(ref)) {
    const others = names.filter((name) => !isTicketKey(name));
    return suggestion(typed, others);
  }
  const project = projectOf(ref);
  const number = ref.slice(project.length);
  const sameNumber = names.filter((name) => isTicketKey(name) && name === projectOf(name) + number);
  const found = nearest(project, sameNumber.map(projectOf));
  return asked(found === null ? null : found + number);
}

function asked(found: string | null): string {
  return found === null ? '' : `; did you mean "${plain(found)}"?`;
}

function nearest(typed: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null;
  const wanted = typed.toLowerCase();
  const name = closest(
    wanted,
    candidates.map((each) => each.toLowerCase()),
  );
  const isNear = distance(wanted, name) <= Math.min(MOST_EDITS, Math.floor(typed.length / 2));
  return isNear ? (candidates.find((each) => each.toLowerCase() === name) ?? null) : null;
}
