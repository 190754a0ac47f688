import type { JiraText } from '../../model/text/jira-text.ts';
import type { Value } from '../../model/value.ts';
import type { HiddenEntries, JiraTicket } from '../jira-ticket.ts';
import { changedBy } from './changed-by.ts';
import type { CodecContext } from './codec-context.ts';
import { decodeComment, decodeWorklog } from './decode-entries.ts';
import { decodeValue } from './decode-value.ts';
import { decodeText } from './jira-text-value.ts';
import { decodeLinks } from './link-value.ts';
import { member, type Raw, record, records, text } from './raw.ts';

/** An issue of either API in canonical terms; null where it is no issue at all. Comments and worklogs must be complete. */
export function decodeIssue(raw: Raw, context: CodecContext): JiraTicket | null {
  const id = text(raw.id);
  const key = text(raw.key);
  const fields = record(raw.fields);
  if (id === null || key === null || fields === null) return null;
  return {
    id,
    key,
    updated: text(fields.updated) ?? '',
    values: valuesOf(fields, context),
    texts: textsOf(fields, context),
    comments: commentsOf(raw).flatMap((each) => decodeComment(each, context) ?? []),
    worklogs: worklogsOf(raw).flatMap((each) => decodeWorklog(each, context) ?? []),
    hides: hiddenIn(raw),
    linkIds: Object.fromEntries(decodeLinks(fields.issuelinks).map(({ value, id: link }) => [value, link])),
    changedBy: changedBy(raw, context),
  };
}

export function commentsOf(issue: Raw): readonly Raw[] {
  return records(member(issue, 'fields', 'comment', 'comments'));
}

export function worklogsOf(issue: Raw): readonly Raw[] {
  return records(member(issue, 'fields', 'worklog', 'worklogs'));
}

/** An issue says of comments and worklogs that it has none; where it says nothing, nobody knows. */
function hiddenIn(issue: Raw): readonly HiddenEntries[] {
  const hides = (field: string, list: string) => !Array.isArray(member(issue, 'fields', field, list));
  return [
    ...(hides('comment', 'comments') ? (['comments'] as const) : []),
    ...(hides('worklog', 'worklogs') ? (['worklogs'] as const) : []),
  ];
}

/** The project's key, as far as the issue tells. */
export function projectOf(issue: Raw): string | null {
  return text(member(issue, 'fields', 'project', 'key'));
}

function valuesOf(fields: Raw, context: CodecContext): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const field of context.fields) {
    const value = decodeValue(field, fields, context);
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

function textsOf(fields: Raw, context: CodecContext): Record<string, JiraText | null> {
  const texts: Record<string, JiraText | null> = {};
  for (const { name, kind, jira } of context.fields) {
    if (kind === 'text' && jira !== null && fields[jira] !== undefined) texts[name] = decodeText(fields[jira]);
  }
  return texts;
}
