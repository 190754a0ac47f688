import type { JiraClient } from './client.ts';
import { getComments, getWorklogs } from './client-issue.ts';
import { commentsOf, worklogsOf } from './decode-issue.ts';
import type { Reply } from './exchange.ts';
import { member, number, type Raw, record, records, text } from './raw.ts';
import type { Session } from './session.ts';
import { withWorklogProperties } from './worklog-properties.ts';

/**
 * The same issues with all their comments and worklogs: Jira shows only the first ones inside an issue (20 worklogs),
 * and no properties of worklogs.
 */
export async function completeEntries(session: Session, issues: readonly Raw[]): Promise<readonly Raw[]> {
  const whole = await Promise.all(issues.map((issue) => completeIssue(session.client, issue)));
  return session.site.flavor === 'cloud' ? withWorklogProperties(session, whole) : whole;
}

async function completeIssue(client: JiraClient, issue: Raw): Promise<Raw> {
  const id = text(issue.id) ?? '';
  const missesComments = isCut(issue, 'comment', commentsOf(issue).length);
  const missesWorklogs = isCut(issue, 'worklog', worklogsOf(issue).length);
  if (!missesComments && !missesWorklogs) return issue;
  const [comments, worklogs] = await Promise.all([
    missesComments ? allPages('comments', (startAt) => getComments(client, id, startAt)) : ownEntries(issue, 'comment'),
    missesWorklogs ? allPages('worklogs', (startAt) => getWorklogs(client, id, startAt)) : ownEntries(issue, 'worklog'),
  ]);
  return withEntries(issue, comments, worklogs);
}

/** The issue with these comments and worklogs in place of its own; null where Jira does not tell them. */
function withEntries(issue: Raw, comments: readonly Raw[] | null, worklogs: readonly Raw[] | null): Raw {
  const fields = { ...record(issue.fields), comment: { comments }, worklog: { worklogs } };
  return { ...issue, fields };
}

function isCut(issue: Raw, field: 'comment' | 'worklog', shown: number): boolean {
  return (number(member(issue, 'fields', field, 'total')) ?? shown) > shown;
}

function ownEntries(issue: Raw, field: 'comment' | 'worklog'): readonly Raw[] | null {
  const list = member(issue, 'fields', field, `${field}s`);
  return Array.isArray(list) ? records(list) : null;
}

/** All entries of an issue, each once; Server gives all worklogs whatever page is asked for. Null where Jira has no list (404). */
export async function allPages(
  name: 'comments' | 'worklogs',
  fetch: (startAt: number) => Promise<Reply>,
): Promise<readonly Raw[] | null> {
  const found = new Map<string, Raw>();
  for (;;) {
    const { status, body } = await fetch(found.size);
    if (status === 404) return null;
    const before = found.size;
    for (const entry of records(record(body)?.[name])) found.set(text(entry.id) ?? '', entry);
    const total = number(record(body)?.total) ?? 0;
    if (found.size >= total || found.size === before) return [...found.values()];
  }
}
