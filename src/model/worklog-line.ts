import { canonicalText } from './canonical.ts';
import { parseDuration, renderDuration, type WorkingTime } from './duration.ts';
import { parseTicketRef } from './ticket-ref.ts';
import { parseTime } from './timestamp.ts';
import type { GitWorklog } from './worklog.ts';

export type WorklogReading =
  | { readonly kind: 'worklog'; readonly worklog: GitWorklog }
  | { readonly kind: 'invalid'; readonly issue: string | null; readonly reason: string };

/** The members of a line in the order in which Tract writes them. */
export const WORKLOG_MEMBERS = ['issue', 'author', 'time', 'started', 'comment', 'id'] as const;

export type WorklogMember = (typeof WORKLOG_MEMBERS)[number];

/** Reads one line of a worklog file. `comment` and `id` may be missing, other members are nobody's business. */
export function parseWorklogLine(line: string, working: WorkingTime): WorklogReading {
  if (/^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/.test(line)) {
    return invalid(line, 'this line was left by a merge in git: choose the entries that are right and delete it');
  }
  const members = parseObject(line);
  if (members === null) {
    return invalid(line, 'this is no JSON object such as {"issue":"APP-1","author":"me","time":"2h","started":"…Z"}');
  }
  const issue = parseTicketRef(textOf(members.issue));
  const author = textOf(members.author).trim();
  const started = parseTime(textOf(members.started));
  const duration = parseDuration(textOf(members.time), working);
  const { comment = '', id = null } = members;
  if (issue === null) return invalid(line, `"issue" must be a ticket key such as APP-123`);
  if (author === '') return { kind: 'invalid', issue, reason: '"author" must be a name' };
  if (duration.kind === 'invalid') return { kind: 'invalid', issue, reason: `"time": ${duration.reason}` };
  if (started === null)
    return { kind: 'invalid', issue, reason: '"started" must be a time such as 2026-02-14T09:00:00Z' };
  if (comment !== null && typeof comment !== 'string')
    return { kind: 'invalid', issue, reason: '"comment" must be a text' };
  if (id !== null && (typeof id !== 'string' || !isWorklogId(id))) {
    return { kind: 'invalid', issue, reason: '"id" must be a text of at most 200 characters' };
  }
  const worklog = { id, issue, author, seconds: duration.seconds, started, comment: canonicalText(comment ?? '') };
  return { kind: 'worklog', worklog };
}

/** A new line, without the line end. */
export function renderWorklogLine(worklog: GitWorklog): string {
  const members = renderWorklogMembers(worklog);
  return JSON.stringify(Object.fromEntries(WORKLOG_MEMBERS.map((name) => [name, members[name] ?? undefined])));
}

/** What each member says; null where a line does not have it. */
export function renderWorklogMembers(worklog: GitWorklog): Readonly<Record<WorklogMember, string | null>> {
  const { issue, author, seconds, started, comment, id } = worklog;
  return { issue, author, time: renderDuration(seconds), started, comment: comment === '' ? null : comment, id };
}

/** The month, such as `2026-02`, in whose file an entry stands: that of its start as it was written, whatever the offset. */
export function worklogMonth(started: string): string {
  return started.trim().slice(0, 7);
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isWorklogId(id: string): boolean {
  return id.trim() !== '' && id.length <= 200 && !/\p{Cc}/u.test(id);
}

/** A line that is no JSON may still tell whose it was. */
function invalid(line: string, reason: string): WorklogReading {
  const [, issue = ''] = /"issue"\s*:\s*"([^"]*)"/.exec(line) ?? [];
  return { kind: 'invalid', issue: parseTicketRef(issue), reason };
}
