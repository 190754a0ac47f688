import type { EntryIds, JiraEntries } from '../jira-side.ts';
import { getComment, getWorklog } from './client-issue.ts';
import { decodeComment, decodeWorklog } from './decode-entries.ts';
import type { Reply } from './exchange.ts';
import { type Raw, record } from './raw.ts';
import { isIssueId } from './read.ts';
import type { Session } from './session.ts';

/** Reads comments and time entries by their ids. What Jira does not show (404) is left out of the answer. */
export async function readEntries(session: Session, issue: string, ids: EntryIds): Promise<JiraEntries> {
  const { client } = session;
  const [comments, worklogs] = await Promise.all([
    readEach(ids.comments, (id) => getComment(client, issue, id)),
    readEach(ids.worklogs, (id) => getWorklog(client, issue, id)),
  ]);
  const context = session.codec();
  return {
    comments: comments.flatMap((raw) => decodeComment(raw, context) ?? []),
    worklogs: worklogs.flatMap((raw) => decodeWorklog(raw, context) ?? []),
  };
}

async function readEach(ids: readonly string[], ask: (id: string) => Promise<Reply>): Promise<readonly Raw[]> {
  const replies = await Promise.all(ids.filter(isIssueId).map(ask));
  return replies.flatMap(({ status, body }) => {
    const raw = status === 404 ? null : record(body);
    return raw === null ? [] : [raw];
  });
}
