import { sameJiraText } from '../../model/text/reconcile/same-text.ts';
import type { CreateAttempt, Found, Receipt } from '../jira-side.ts';
import type { JiraTicket } from '../jira-ticket.ts';
import { PROPERTY } from './decode-entries.ts';
import { createdSinceJql, scopeJql } from './jql.ts';
import { member, text } from './raw.ts';
import { readIssues, readOneByOne } from './read.ts';
import { newestIndexed, search } from './search.ts';
import type { Session } from './session.ts';

/** How long a new issue may stay out of the index. */
const INDEX_LAG_MS = { cloud: 120_000, server: 15_000 } as const;
/** How far either clock may have been put right since the create was begun. */
const CLOCK_STEP_MS = 65 * 60_000;
const ASK_AGAIN_MS = 5_000;
/** So many numbers in a row without an issue end the project: those of creates that failed, and of issues that went away. */
const ASKED_TOGETHER = 10;
/** Nobody makes more issues than this while the index sleeps. */
const MOST_BEYOND = 500;

type IssueAttempt = Extract<CreateAttempt['action'], { readonly kind: 'create-issue' }>;
type EntryAttempt = Exclude<CreateAttempt['action'], { readonly kind: 'create-issue' }>;

/** Looks for the result of a create whose reply was lost. */
export async function find(session: Session, attempt: CreateAttempt): Promise<Found> {
  const { action } = attempt;
  return action.kind === 'create-issue'
    ? findIssue(session, action, attempt.atMs)
    : findEntry(session, action, new Set(attempt.known));
}

/**
 * By the uid in its property, among what our account created since, and at last among the newest keys, whatever the index
 * shows of them. The restriction of the scope may not hold for it.
 */
async function findIssue(session: Session, { uid }: IssueAttempt, atMs: number): Promise<Found> {
  const { options, site } = session;
  const creator = options.people.jiraNameOf(site.account) ?? site.account;
  // Our clock said when it was begun; Jira's says when it was created.
  const sinceMs = atMs + session.aheadMs - CLOCK_STEP_MS;
  const jql = createdSinceJql(scopeJql(options.project, null), creator, sinceMs, session.profile.zone);
  for await (const { id, key, uid: own } of withUid(session, jql)) {
    if (own === uid) return found({ id, key });
  }
  const leftMs = atMs + INDEX_LAG_MS[site.flavor] - options.timing.clock();
  if (leftMs > 0) return { kind: 'unsettled', retryAfterMs: Math.min(leftMs, ASK_AGAIN_MS) };
  const late = await findByNumber(session, uid);
  return late === null ? { kind: 'absent' } : found(late);
}

/**
 * The index may be later than it usually is, and the issue would be made twice. Keys are numbered in order, and the database
 * answers to a key: so the numbers around the newest one that the index shows are asked for.
 */
async function findByNumber(session: Session, uid: string): Promise<Receipt | null> {
  const { project } = session.options;
  const newest = text((await newestIndexed(session, scopeJql(project, null)))?.key);
  const last = newest === null ? 0 : Number(newest.slice(newest.lastIndexOf('-') + 1));
  for (let from = Math.max(1, last - ASKED_TOGETHER + 1); from <= last + MOST_BEYOND; from += ASKED_TOGETHER) {
    const keys = Array.from({ length: ASKED_TOGETHER }, (_, index) => `${project}-${from + index}`);
    const issues = [...(await readOneByOne(session, keys, ['created'])).values()];
    const own = issues.find((issue) => text(member(issue, 'properties', PROPERTY, 'uid')) === uid);
    if (own !== undefined) return { id: text(own.id), key: text(own.key) };
    if (from > last && issues.length === 0) return null;
  }
  return null;
}

type WithUid = { readonly id: string; readonly key: string | null; readonly uid: string | null };

/** The issues of a search with the uid in our property. Only Cloud's search shows it; Server is asked issue by issue, once. */
async function* withUid(session: Session, jql: string): AsyncGenerator<WithUid> {
  const { uids } = session.caches;
  const isCloud = session.site.flavor === 'cloud';
  const query = { jql, fields: ['created'], pageSize: 100, ...(isCloud ? { properties: [PROPERTY] } : {}) };
  for await (const { issues } of search(session, query)) {
    const ids = issues.flatMap((issue) => text(issue.id) ?? []);
    const unread = isCloud ? [] : ids.filter((id) => !uids.has(id));
    const read = isCloud ? issues : (await readOneByOne(session, unread, ['created'])).values();
    for (const issue of read) uids.set(text(issue.id) ?? '', text(member(issue, 'properties', PROPERTY, 'uid')));
    for (const issue of issues) {
      const id = text(issue.id);
      if (id !== null) yield { id, key: text(issue.key), uid: uids.get(id) ?? null };
    }
  }
}

/** Nobody brings a hidden field back within a minute. */
const ASK_HIDDEN_AGAIN_MS = 300_000;

/** By what it says, among the entries that were not there before. The database does not lag. */
async function findEntry(session: Session, action: EntryAttempt, known: ReadonlySet<string>): Promise<Found> {
  const reading = (await readIssues(session, [action.id])).get(action.id);
  if (reading?.kind !== 'present') return { kind: 'absent' };
  const { ticket } = reading;
  const list = action.kind === 'add-comment' ? 'comments' : 'worklogs';
  if (ticket.hides.includes(list)) return { kind: 'unsettled', retryAfterMs: ASK_HIDDEN_AGAIN_MS };
  const id = matching(ticket, action, known);
  return id === null ? { kind: 'absent' } : found({ id, key: null });
}

function matching(ticket: JiraTicket, action: EntryAttempt, known: ReadonlySet<string>): string | null {
  if (action.kind === 'add-comment') {
    const comments = ticket.comments.filter(({ id, author }) => !known.has(id) && author === action.author);
    return comments.find(({ body }) => sameJiraText(body, action.body))?.id ?? null;
  }
  const worklogs = ticket.worklogs.filter(({ id, author }) => !known.has(id) && author === action.author);
  const same = worklogs.find(
    ({ seconds, started, comment }) =>
      seconds === action.seconds && started === action.started && sameJiraText(comment, action.comment),
  );
  return same?.id ?? null;
}

function found(receipt: Receipt): Found {
  return { kind: 'found', receipt };
}
