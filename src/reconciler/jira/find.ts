import { sameJiraText } from '../../model/text/reconcile/same-text.ts';
import type { CreateAttempt, Found, Receipt } from '../jira-side.ts';
import type { JiraTicket } from '../jira-ticket.ts';
import { PROPERTY } from './decode-entries.ts';
import { createdSinceJql, scopeJql } from './jql.ts';
import { member, type Raw, text } from './raw.ts';
import { readIssues, readOneByOne } from './read.ts';
import { search } from './search.ts';
import type { Session } from './session.ts';

/** How long a new issue may stay out of the index. */
const INDEX_LAG_MS = { cloud: 120_000, server: 15_000 } as const;
/** How far Jira's clock may be behind ours. */
const SKEW_MS = 5 * 60_000;
const ASK_AGAIN_MS = 5_000;

type IssueAttempt = Extract<CreateAttempt['action'], { readonly kind: 'create-issue' }>;
type EntryAttempt = Exclude<CreateAttempt['action'], { readonly kind: 'create-issue' }>;

/** Looks for the result of a create whose reply was lost. */
export async function find(session: Session, attempt: CreateAttempt): Promise<Found> {
  const { action } = attempt;
  return action.kind === 'create-issue'
    ? findIssue(session, action, attempt.atMs)
    : findEntry(session, action, new Set(attempt.known));
}

/** By the uid in its property, among what our account created since. The restriction of the scope may not hold for it. */
async function findIssue(session: Session, { uid }: IssueAttempt, atMs: number): Promise<Found> {
  const { options, site } = session;
  const creator = options.people.jiraNameOf(site.account) ?? site.account;
  const jql = createdSinceJql(scopeJql(options.project, null), creator, atMs - SKEW_MS, site.zone);
  for await (const issue of withProperty(session, jql)) {
    const isIt = member(issue, 'properties', PROPERTY, 'uid') === uid;
    if (isIt) return found({ id: text(issue.id), key: text(issue.key) });
  }
  const leftMs = atMs + INDEX_LAG_MS[site.flavor] - options.timing.clock();
  return leftMs > 0 ? { kind: 'unsettled', retryAfterMs: Math.min(leftMs, ASK_AGAIN_MS) } : { kind: 'absent' };
}

/** The issues of a search with our property. Only Cloud's search shows properties; Server is asked issue by issue. */
async function* withProperty(session: Session, jql: string): AsyncGenerator<Raw> {
  const query = { jql, fields: ['created'], pageSize: 100 };
  if (session.site.flavor === 'cloud') {
    for await (const { issues } of search(session, { ...query, properties: [PROPERTY] })) yield* issues;
    return;
  }
  for await (const { issues } of search(session, query)) {
    const ids = issues.flatMap((issue) => text(issue.id) ?? []);
    yield* (await readOneByOne(session, ids, ['created'])).values();
  }
}

/** By what it says, among the entries that were not there before. The database does not lag. */
async function findEntry(session: Session, action: EntryAttempt, known: ReadonlySet<string>): Promise<Found> {
  const reading = (await readIssues(session, [action.id])).get(action.id);
  if (reading?.kind !== 'present') return { kind: 'absent' };
  const id = matching(reading.ticket, action, known);
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
