import { searchByOffset, searchByToken } from './client-search.ts';
import { scopeJql } from './jql.ts';
import { type Raw, record, records, text } from './raw.ts';
import type { Session } from './session.ts';

/** Cloud brings so many issues of its lagging index up to date for one search. */
const BATCH = 50;

/**
 * Of these issues, by id, those that the operator's restriction leaves out; asks nothing where there is none. Archived
 * issues are in no search, whatever it asks for: nothing says that they are left out.
 */
export async function idsOutside(session: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { jql } = session.options;
  if (jql === null) return new Set();
  const inScope = await idsFound(session, ids, jql);
  const others = ids.filter((id) => !inScope.has(id));
  return idsFound(session, others, null);
}

async function idsFound(session: Session, ids: readonly string[], jql: string | null): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < ids.length; at += BATCH) {
    for (const issue of await findThese(session, ids.slice(at, at + BATCH), jql)) found.add(text(issue.id) ?? '');
  }
  return found;
}

async function findThese(
  { client, site, options }: Session,
  ids: readonly string[],
  restriction: string | null,
): Promise<readonly Raw[]> {
  const jql = `${scopeJql(options.project, restriction)} AND id in (${ids.join(',')})`;
  const body = { fields: ['project'], maxResults: BATCH };
  const reply =
    site.flavor === 'cloud'
      ? await searchByToken(client, jql, { ...body, reconcileIssues: ids.map(Number) })
      : await searchByOffset(client, jql, { ...body, startAt: 0 });
  return records(record(reply.body)?.issues);
}
