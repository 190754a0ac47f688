import { Failure } from '../../model/failure.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import type { JiraReading } from '../jira-side.ts';
import { bulkFetch, getIssue, searchByOffset } from './client-search.ts';
import { quoteJql } from './jql.ts';
import { ticketsOf } from './list.ts';
import { type Raw, record, records, text } from './raw.ts';
import { requestedFields } from './requested-fields.ts';
import { idsOutside } from './scope.ts';
import type { Session } from './session.ts';

/** Up to so many issues are read one by one, with the changelog that tells who changed them. */
const FEW = 8;
const BATCH = 100;

/**
 * Reads issues by id or key from Jira's database. What a batch does not show is asked for by itself before it counts as
 * missing: a moved issue answers to its old key only there. What no search shows, although it can be read, is archived: it
 * is still there.
 */
export async function readIssues(session: Session, refs: readonly string[]): Promise<ReadonlyMap<string, JiraReading>> {
  const raw = await readRaw(session, refs, requestedFields(session.codec().fields));
  const issues = uniqueIssues(raw);
  const outside = await idsOutside(
    session,
    issues.flatMap((issue) => text(issue.id) ?? []),
  );
  const tickets = await ticketsOf(
    session,
    issues.filter((issue) => !outside.has(text(issue.id) ?? '')),
  );
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return new Map(
    refs.map((ref): [string, JiraReading] => {
      const id = text(raw.get(ref)?.id) ?? '';
      const ticket = byId.get(id);
      if (outside.has(id)) return [ref, { kind: 'outside' }];
      if (ticket !== undefined) return [ref, { kind: 'present', ticket }];
      return raw.has(ref) ? unreadable(ref) : [ref, { kind: 'missing' }];
    }),
  );
}

/** Only Jira's own 404 says that an issue is gone: an answer that makes no sense says nothing, and is asked for again. */
function unreadable(ref: string): never {
  throw new Failure('transient', `Jira answered for ${ref} with something that is no issue; asking again`);
}

/** The raw issue of each ref that Jira shows. A ref that is neither key nor id asks nothing of Jira. */
export async function readRaw(
  session: Session,
  refs: readonly string[],
  fields: readonly string[],
): Promise<ReadonlyMap<string, Raw>> {
  const valid = [...new Set(refs)].filter((ref) => isTicketKey(ref) || isIssueId(ref));
  const found = new Map<string, Raw>();
  if (valid.length > FEW) {
    for (let at = 0; at < valid.length; at += BATCH) {
      await readBatch(session, valid.slice(at, at + BATCH), fields, found);
    }
  }
  const left = valid.filter((ref) => !found.has(ref));
  return new Map([...found, ...(await readOneByOne(session, left, fields))]);
}

/** Reads each by itself, with its changelog and our property. What Jira does not show is left out. */
export async function readOneByOne(
  { client }: Session,
  refs: readonly string[],
  fields: readonly string[],
): Promise<ReadonlyMap<string, Raw>> {
  const found = new Map<string, Raw>();
  const readOne = async (ref: string) => {
    const { status, body } = await getIssue(client, ref, fields, 'changelog');
    if (status !== 404) found.set(ref, record(body) ?? unreadable(ref));
  };
  await Promise.all(refs.map(readOne));
  return found;
}

export function isIssueId(ref: string): boolean {
  return /^[1-9]\d{0,17}$/.test(ref);
}

async function readBatch(
  session: Session,
  refs: readonly string[],
  fields: readonly string[],
  found: Map<string, Raw>,
): Promise<void> {
  const issues =
    session.site.flavor === 'cloud' ? await fetchBatch(session, refs, fields) : await findBatch(session, refs, fields);
  const byRef = new Map(
    issues.flatMap((issue) => [issue.id, issue.key].map((name) => [text(name) ?? '', issue] as const)),
  );
  for (const ref of refs) {
    const issue = byRef.get(ref);
    if (issue) found.set(ref, issue);
  }
}

/** None where the site has no bulk fetch: then each is read by itself. */
async function fetchBatch(
  { client }: Session,
  refs: readonly string[],
  fields: readonly string[],
): Promise<readonly Raw[]> {
  const { status, body } = await bulkFetch(client, refs, fields);
  return status === 200 ? records(record(body)?.issues) : [];
}

/** None where one of them does not exist and this Jira refuses the whole query for it: then each is read by itself. */
async function findBatch(
  { client }: Session,
  refs: readonly string[],
  fields: readonly string[],
): Promise<readonly Raw[]> {
  const keys = refs.filter(isTicketKey);
  const ids = refs.filter(isIssueId);
  const parts = [
    keys.length > 0 ? `key in (${keys.map(quoteJql).join(',')})` : [],
    ids.length > 0 ? `id in (${ids.join(',')})` : [],
  ].flat();
  const query = { fields, maxResults: refs.length, startAt: 0, validateQuery: false };
  const { status, body } = await searchByOffset(client, parts.join(' OR '), query, [400]);
  if (status === 400) return [];
  return records(record(body)?.issues);
}

function uniqueIssues(found: ReadonlyMap<string, Raw>): readonly Raw[] {
  return [...new Map([...found.values()].map((issue) => [text(issue.id) ?? '', issue])).values()];
}
