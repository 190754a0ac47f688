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
    missesComments ? allPages('comments', (startAt) => getComments(client, id, startAt)) : commentsOf(issue),
    missesWorklogs ? allPages('worklogs', (startAt) => getWorklogs(client, id, startAt)) : worklogsOf(issue),
  ]);
  return withEntries(issue, comments, worklogs);
}

/** The issue with these comments and worklogs in place of its own. */
export function withEntries(issue: Raw, comments: readonly Raw[], worklogs: readonly Raw[]): Raw {
  return { ...issue, fields: { ...record(issue.fields), comment: { comments }, worklog: { worklogs } } };
}

function isCut(issue: Raw, field: 'comment' | 'worklog', shown: number): boolean {
  return (number(member(issue, 'fields', field, 'total')) ?? shown) > shown;
}

/** All entries of an issue, each once; Server gives all worklogs whatever page is asked for. */
export async function allPages(
  name: 'comments' | 'worklogs',
  fetch: (startAt: number) => Promise<Reply>,
): Promise<readonly Raw[]> {
  const found = new Map<string, Raw>();
  for (;;) {
    const { body } = await fetch(found.size);
    const before = found.size;
    for (const entry of records(record(body)?.[name])) found.set(text(entry.id) ?? '', entry);
    const total = number(record(body)?.total) ?? 0;
    if (found.size >= total || found.size === before) return [...found.values()];
  }
}
