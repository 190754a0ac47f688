import type { GitWorklog } from '../../model/worklog.ts';
import { worklogMonth } from '../../model/worklog-line.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { JiraTicket, JiraWorklog } from '../jira-ticket.ts';
import { isSameWork } from '../match-worklogs.ts';
import { observe } from '../observe.ts';
import type { Parts } from '../parts.ts';
import { matchAll } from '../text-requests.ts';
import { actionOf } from './ledger.ts';

/**
 * The entry that somebody made in Jira for the same work, before Tract saw it: by the rule by which a pushed line meets
 * it. Lines that are pushed already come first. Null where Jira has none. `ticket` was just read.
 */
export async function meetWorklog(parts: Parts, ticket: JiraTicket, asked: GitWorklog): Promise<JiraWorklog | null> {
  const open = openTimeOn(parts, ticket);
  const worklogs = ticket.worklogs.filter((worklog) => !open.some((entry) => mayBeOf(entry, worklog)));
  if (!worklogs.some((worklog) => isSameWork(asked, worklog))) return null;
  const read = { ...ticket, worklogs };
  const ref = parts.snapshot.entryById(ticket.id)?.key ?? ticket.key;
  const prefetched = new Map([ticket.id, ticket.key].map((name) => [name, read]));
  const [observed] = await observe(parts, [ref], await parts.git.tip(), prefetched);
  if (observed === undefined) return null;
  const line = { month: worklogMonth(asked.started), line: 0, worklog: asked };
  const { worklogs: matches } = matchAll({ ...observed, worklogs: [...observed.worklogs, line] });
  const match = matches.find(({ base, git }) => base === null && git?.worklog.id === asked.id);
  return match?.jira ?? null;
}

/** The requests for time on this ticket of which nobody knows yet what they made. */
function openTimeOn({ snapshot }: Parts, { id }: JiraTicket): readonly RequestEntry[] {
  return [...snapshot.requests().values()].filter((entry) => {
    const action = actionOf(entry);
    return entry.state === 'sent' && action.kind === 'add-worklog' && action.id === id;
  });
}

/** It was not there before, and says what the other request asked for: it belongs to that one until more is known. */
function mayBeOf(entry: RequestEntry, worklog: JiraWorklog): boolean {
  const action = actionOf(entry);
  return action.kind === 'add-worklog' && isSameWork(action, worklog) && !entry.known.includes(worklog.id);
}
