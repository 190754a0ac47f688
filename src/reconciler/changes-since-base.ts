import { sameValue } from '../model/canonical.ts';
import { sameJiraText, sameMarkdown } from '../model/text/reconcile/same-text.ts';
import type { TicketDoc, TicketFormat } from '../model/ticket.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { JiraTicket } from './jira-ticket.ts';
import { matchComments } from './match-comments.ts';
import { matchWorklogs } from './match-worklogs.ts';
import { commentPresence } from './plan-comments.ts';
import { worklogPresence } from './plan-worklogs.ts';
import type { Matches } from './text-requests.ts';

/** What of a ticket a person changed in git since both sides agreed. Fields that only lag behind Jira do not count. */
export function editedInGit(
  base: TicketBase,
  doc: TicketDoc,
  matches: Matches,
  format: TicketFormat,
): readonly string[] {
  const passive = new Set(format.fields.filter((field) => field.passive).map(({ name }) => name));
  const values = Object.keys(base.values).filter(
    (name) => !passive.has(name) && !sameValue(doc.values[name] ?? null, base.values[name] ?? null),
  );
  const texts = Object.keys(base.texts).filter(
    (name) => !sameMarkdown(doc.texts[name] ?? '', base.texts[name]?.markdown ?? ''),
  );
  const comments = matches.comments.some((match) => commentPresence(match).git !== 'unchanged');
  const worklogs = matches.worklogs.some((match) => worklogPresence(match).git !== 'unchanged');
  return [...values, ...texts, ...(comments ? ['comments'] : []), ...(worklogs ? ['worklogs'] : [])];
}

/** True where the issue is not what both sides agreed on; Jira's `updated` alone says nothing. */
export function hasChangedInJira(base: TicketBase, ticket: JiraTicket): boolean {
  const values = Object.keys(base.values).some(
    (name) => name !== 'updated' && !sameValue(base.values[name] ?? null, ticket.values[name] ?? null),
  );
  const texts = Object.keys(base.texts).some(
    (name) => !sameJiraText(base.texts[name]?.jira ?? null, ticket.texts[name] ?? null),
  );
  const comments = matchComments(base.comments, [], ticket.comments);
  const worklogs = matchWorklogs(base.worklogs, [], ticket.worklogs, base.worklogs);
  return (
    values ||
    texts ||
    comments.some((match) => commentPresence(match).jira !== 'unchanged') ||
    worklogs.some((match) => worklogPresence(match).jira !== 'unchanged')
  );
}
