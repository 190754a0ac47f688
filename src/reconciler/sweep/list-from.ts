import type { JiraSide } from '../jira-side.ts';
import type { JiraTicket } from '../jira-ticket.ts';

/** Tickets, whole; `before` are the ids of those that were passed by because they had been met already. */
export type ListedPage = {
  readonly before: readonly string[];
  readonly tickets: readonly JiraTicket[];
  readonly total: number | null;
};

const CHUNK = 100;

/**
 * Every issue in scope, ordered by key; with `after` only those that come later. JQL compares keys of issues that exist
 * only, and the last one may be gone: so the rest is picked from the stamps of all, and read by id.
 */
export async function* listFrom(jira: JiraSide, after: string | null): AsyncGenerator<ListedPage> {
  if (after === null) {
    for await (const page of jira.list()) yield { ...page, before: [] };
    return;
  }
  const all: { readonly id: string; readonly number: number }[] = [];
  for await (const stamps of jira.stamps()) all.push(...stamps.map(({ id, key }) => ({ id, number: numberOf(key) })));
  const from = numberOf(after);
  const rest = all.filter(({ number }) => number > from).sort((a, b) => a.number - b.number);
  const total = all.length;
  yield { before: all.flatMap(({ id, number }) => (number > from ? [] : [id])), tickets: [], total };
  for (let at = 0; at < rest.length; at += CHUNK) {
    const ids = rest.slice(at, at + CHUNK).map(({ id }) => id);
    const readings = await jira.read(ids);
    const tickets = ids.flatMap((id) => {
      const reading = readings.get(id);
      return reading?.kind === 'present' ? [reading.ticket] : [];
    });
    yield { before: [], tickets, total };
  }
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}
