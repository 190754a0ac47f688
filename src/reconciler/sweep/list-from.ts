import type { IssueStamp, JiraSide } from '../jira-side.ts';
import type { JiraTicket } from '../jira-ticket.ts';

/** Tickets, whole; `before` are the ids of those that were passed by because they had been met already. */
export type ListedPage = {
  readonly before: readonly string[];
  readonly tickets: readonly JiraTicket[];
  readonly total: number | null;
};

const CHUNK = 100;

/** What of the issues need not be listed again: those that are done as they are stamped, or else those up to the key `after`. */
export type Remaining = {
  readonly after: string | null;
  /** Null where stamps decide nothing. */
  readonly isDone: ((stamp: IssueStamp) => boolean) | null;
};

/**
 * Every issue in scope that remains, ordered by key. JQL compares keys of issues that exist only, and the last one may be
 * gone: so the rest is picked from the stamps of all, and read by id.
 */
export async function* listFrom(jira: JiraSide, { after, isDone }: Remaining): AsyncGenerator<ListedPage> {
  if (after === null && isDone === null) {
    for await (const page of jira.list()) yield { ...page, before: [] };
    return;
  }
  const from = after === null ? 0 : numberOf(after);
  const before: string[] = [];
  const rest: { readonly id: string; readonly number: number }[] = [];
  for await (const stamps of jira.stamps()) {
    for (const stamp of stamps) {
      const number = numberOf(stamp.key);
      const isPassed = isDone === null ? number <= from : isDone(stamp);
      if (isPassed) before.push(stamp.id);
      else rest.push({ id: stamp.id, number });
    }
  }
  rest.sort((a, b) => a.number - b.number);
  const total = before.length + rest.length;
  yield { before, tickets: [], total };
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
