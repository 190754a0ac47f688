import type { JiraText } from '../../model/text/jira-text.ts';
import { handleOf, jiraNameOf } from '../../model/text/text-people.ts';
import { isTicketKey, projectOf } from '../../model/ticket-key.ts';
import { parseTime, timeOfMs } from '../../model/timestamp.ts';
import type { JiraTicket } from '../jira-ticket.ts';
import type { Parts } from '../parts.ts';
import { meetWorklog } from './meet-worklog.ts';
import {
  entryFor,
  type PlannedRequest,
  type RequestContext,
  type RequestOf,
  refused,
  uidOf,
} from './planned-request.ts';
import { keyOfOffline } from './twin.ts';

type Target = { readonly ticket: JiraTicket; readonly author: string; readonly text: JiraText | null };

/** A time entry. Its id becomes the id of its line, and stands for the same entry in a line that is pushed. */
export async function planWorklogRequest(
  request: RequestOf<'worklog'>,
  context: RequestContext,
): Promise<PlannedRequest> {
  const { parts, key, id } = context;
  const { seconds, comment } = request;
  const started = request.started === null ? timeOfMs(parts.clock()) : parseTime(request.started);
  const wrong = wrongWorklog(request, started);
  if (Object.keys(wrong).length > 0 || started === null) return refused(wrong);
  const target = await targetOf(request, comment, 'comment', context);
  if ('kind' in target) return target;
  const { ticket, author, text } = target;
  const said = { author, seconds, started };
  const wish = request.id ?? (key !== null && isLineId(key) ? key : null);
  const holder = wish === null ? null : await holderOf(parts, ticket, wish);
  // Who gave no start meant now, and means the same entry when asking again later.
  const startsThen = request.started === null || holder?.started === started;
  if (holder !== null && holder.author === author && holder.seconds === seconds && startsThen) {
    return { kind: 'pushed', ref: ticket.key, issue: ticket.id, line: wish };
  }
  if (holder !== null && request.id !== null)
    return refused({ id: `${ticket.key} has another time entry with this id` });
  const line = holder === null ? (wish ?? id) : id;
  const on = { id: ticket.id, key: ticket.key, reason: 'asked for' };
  const entry = { uid: uidOf(context), ref: `worklog:new-${line}`, ...said, comment: text };
  const known = ticket.worklogs.map((worklog) => worklog.id);
  const action = { ...on, ...entry, kind: 'add-worklog' } as const;
  const more = { texts: { text: comment }, line, known };
  const met = await meetWorklog(parts, ticket, { ...said, id: line, issue: ticket.key, comment });
  if (met === null) return entryFor(context, action, more);
  // What Jira was not given is not noted as given: it gets the words where it has none, and keeps its own otherwise.
  const given = met.comment === null ? { ...action, comment: null } : action;
  return { ...entryFor(context, given, more), kind: 'met', receipt: { id: met.id, key: null } };
}

export async function planCommentRequest(
  request: RequestOf<'comment'>,
  context: RequestContext,
): Promise<PlannedRequest> {
  if (request.body.trim() === '') return refused({ body: 'a comment needs a text' });
  const target = await targetOf(request, request.body, 'body', context);
  if ('kind' in target) return target;
  const { ticket, author, text } = target;
  if (text === null) return refused({ body: 'a comment needs a text' });
  const on = { id: ticket.id, key: ticket.key, reason: 'asked for' };
  const entry = { uid: uidOf(context), ref: `comment:new-${context.id}`, author, body: text };
  const known = ticket.comments.map((comment) => comment.id);
  return entryFor(context, { ...on, ...entry, kind: 'add-comment' }, { texts: { text: request.body }, known });
}

function wrongWorklog({ id, seconds }: RequestOf<'worklog'>, started: string | null): Readonly<Record<string, string>> {
  return {
    ...(Number.isSafeInteger(seconds) && seconds > 0 ? {} : { time: 'the time must be more than nothing' }),
    ...(started !== null ? {} : { started: '"started" must be a time such as 2026-02-14T09:00:00Z' }),
    ...(id === null || isLineId(id) ? {} : { id: '"id" must be a text of at most 200 characters' }),
  };
}

function isLineId(id: string): boolean {
  return id.trim() !== '' && id.length <= 200 && !/\p{Cc}/u.test(id);
}

/** The issue as Jira has it now, and the author and the text as Jira knows them; else the answer. */
async function targetOf(
  request: RequestOf<'worklog'> | RequestOf<'comment'>,
  markdown: string,
  field: 'comment' | 'body',
  { parts, site }: RequestContext,
): Promise<Target | PlannedRequest> {
  const author = handleOfAuthor(request.author, parts);
  if (author === null) return refused({ author: unknownAuthor(request.author, parts) });
  const ticket = await ticketOf(request.issue, parts);
  if (ticket === null) return { kind: 'answer', outcome: { kind: 'unknown-issue', issue: request.issue } };
  const people = parts.project.textPeople();
  const [outcome] = await parts.texts.reconcile([{ kind: site.text, people, base: null, git: markdown, jira: null }]);
  if (outcome?.kind === 'agreed') return { ticket, author, text: outcome.jira };
  return refused({ [field]: outcome?.kind === 'refused' ? outcome.reason : 'it cannot be written to Jira' });
}

async function ticketOf(ref: string, { jira, project, snapshot }: Parts): Promise<JiraTicket | null> {
  const issue = keyOfOffline(snapshot, ref) ?? ref;
  if (!isTicketKey(issue) || projectOf(issue) !== project.key()) return null;
  const asked = snapshot.entryByKey(issue)?.id ?? issue;
  const reading = (await jira.read([asked])).get(asked);
  if (reading?.kind !== 'present' || projectOf(reading.ticket.key) !== project.key()) return null;
  return reading.ticket;
}

/** A handle, or a name of Jira, as `.tract/users.yaml` knows it. */
function handleOfAuthor(author: string, { project }: Parts): string | null {
  const people = project.textPeople();
  return jiraNameOf(people, author) === null ? handleOf(people, author) : author;
}

function unknownAuthor(author: string, { project }: Parts): string {
  const handles = Object.keys(project.textPeople().jiraNameByHandle);
  const typed = author.toLowerCase();
  const isLike = (handle: string) => handle.toLowerCase().startsWith(typed) || typed.startsWith(handle.toLowerCase());
  const meant = project.handleOfCommitter({ name: author, email: '' }) ?? handles.find(isLike);
  const advice = meant === undefined ? 'add them there, or take one of its handles' : `did you mean "${meant}"?`;
  return `nobody is called ${JSON.stringify(author)} in .tract/users.yaml; ${advice}`;
}

type Holder = { readonly author: string; readonly seconds: number; readonly started: string };

/** The entry of a ticket that has this id already, in git or as both sides agreed. */
async function holderOf(parts: Parts, { key }: JiraTicket, line: string): Promise<Holder | null> {
  const tip = await parts.git.tip();
  const format = parts.project.format();
  const [pushed, bases] = await Promise.all([parts.git.readWorklogs(tip, [key], format), parts.snapshot.bases([key])]);
  const inGit = pushed.get(key)?.lines.find(({ worklog }) => worklog.id === line)?.worklog;
  return inGit ?? bases.get(key)?.worklogs.find((worklog) => worklog.line === line || worklog.id === line) ?? null;
}
