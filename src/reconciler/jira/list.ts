import type { IssueStamp } from '../jira-side.ts';
import type { JiraTicket } from '../jira-ticket.ts';
import { approximateCount } from './client-search.ts';
import { completeEntries } from './complete-entries.ts';
import { decodeIssue, projectOf } from './decode-issue.ts';
import { scopeJql } from './jql.ts';
import { member, type Raw, text } from './raw.ts';
import { requestedFields } from './requested-fields.ts';
import { search } from './search.ts';
import type { Session } from './session.ts';

const PAGE = 100;
const STAMP_PAGE = 1000;

export type TicketPage = { readonly tickets: readonly JiraTicket[]; readonly total: number | null };

/** Every issue in scope, whole, in pages ordered by key. */
export async function* listTickets(session: Session): AsyncGenerator<TicketPage> {
  const { project, jql } = session.options;
  const fields = requestedFields(session.codec().fields);
  const scope = scopeJql(project, jql);
  const count = session.site.flavor === 'cloud' ? await approximateCount(session.client, scope) : null;
  for await (const page of search(session, { jql: scope, fields, pageSize: PAGE })) {
    const ours = page.issues.filter((issue) => projectOf(issue) === project);
    yield { tickets: await ticketsOf(session, ours), total: page.total ?? count };
  }
}

/** Id, key and `updated` of every issue in scope. */
export async function* listStamps(session: Session): AsyncGenerator<readonly IssueStamp[]> {
  const { project, jql } = session.options;
  yield* stampPages(session, scopeJql(project, jql));
}

/** The stamps of the project's issues that a query finds. */
export async function* stampPages(session: Session, jql: string): AsyncGenerator<readonly IssueStamp[]> {
  const { project } = session.options;
  const fields = ['updated', 'project'];
  for await (const page of search(session, { jql, fields, pageSize: STAMP_PAGE })) {
    yield page.issues.filter((issue) => projectOf(issue) === project).flatMap((issue) => stampOf(issue) ?? []);
  }
}

/** Raw issues with everything that belongs to them, decoded. */
export async function ticketsOf(session: Session, issues: readonly Raw[]): Promise<readonly JiraTicket[]> {
  const whole = await completeEntries(session, issues);
  const context = session.codec();
  return whole.flatMap((issue) => decodeIssue(issue, context) ?? []);
}

function stampOf(issue: Raw): IssueStamp | null {
  const id = text(issue.id);
  const key = text(issue.key);
  const updated = text(member(issue, 'fields', 'updated'));
  return id === null || key === null || updated === null ? null : { id, key, updated };
}
