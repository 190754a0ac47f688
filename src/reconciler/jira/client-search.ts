import type { JiraClient } from './client.ts';
import { requestTo } from './client-builder.ts';
import { type Reply, reading } from './exchange.ts';
import { number, type Raw } from './raw.ts';

export type SearchBody = { readonly fields: readonly string[]; readonly maxResults: number };

/**
 * `POST /search` of Server and Data Center, paged by `startAt`. It takes no properties. With `validateQuery` false, ids and
 * keys that do not exist are left out instead of refused, and so is a project that is not there.
 */
export async function searchByOffset(
  client: JiraClient,
  jql: string,
  body: SearchBody & { readonly startAt: number; readonly validateQuery?: boolean },
  accept: readonly number[] = [],
): Promise<Reply> {
  return client.send(reading('POST /search', accept), (api) => api.searchJira(jql, body as never));
}

/** `POST /search/jql` of Cloud, paged by token; the old search is removed there. */
export async function searchByToken(
  client: JiraClient,
  jql: string,
  body: SearchBody & {
    readonly nextPageToken?: string;
    readonly properties?: readonly string[];
    readonly reconcileIssues?: readonly number[];
  },
): Promise<Reply> {
  return client.send(reading('POST /search/jql'), (api) => requestTo(api, 'POST', '/search/jql', { jql, ...body }));
}

/** About how many issues a query finds on Cloud, whose search does not say; null where it does not say this way either. */
export async function approximateCount(client: JiraClient, jql: string): Promise<number | null> {
  const call = reading('POST /search/approximate-count', [400, 403, 404, 405, 410]);
  const { body } = await client.send(call, (api) => requestTo(api, 'POST', '/search/approximate-count', { jql }));
  return number((body as Raw | null)?.count);
}

/** Up to 100 issues by id or key, straight from Cloud's database. 404 or 405 where it does not exist. */
export async function bulkFetch(
  client: JiraClient,
  issueIdsOrKeys: readonly string[],
  fields: readonly string[],
): Promise<Reply> {
  const payload = { issueIdsOrKeys, fields };
  return client.send(reading('POST /issue/bulkfetch', [404, 405]), (api) =>
    requestTo(api, 'POST', '/issue/bulkfetch', payload),
  );
}

/** One issue by id or key, from the database. 404: missing, hidden or archived. */
export async function getIssue(
  client: JiraClient,
  ref: string,
  fields: readonly string[],
  expand: string,
): Promise<Reply> {
  return client.send(reading('GET /issue/{id}', [404]), (api) => api.findIssue(ref, expand, fields.join(','), 'tract'));
}

/** Ids of worklogs that changed (or were deleted) anywhere on the site since then, oldest first, but for the last minute. */
export async function getWorklogFeed(client: JiraClient, feed: 'updated' | 'deleted', sinceMs: number): Promise<Reply> {
  return client.send(reading(`GET /worklog/${feed}`), (api) => api.genericGet(`worklog/${feed}?since=${sinceMs}`));
}

/** Up to 1000 worklogs by id, with their properties where Jira keeps any; invisible ones are left out. */
export async function getWorklogsById(client: JiraClient, ids: readonly number[]): Promise<Reply> {
  return client.send(reading('POST /worklog/list'), (api) => api.getWorklogs([...ids] as never, 'properties'));
}
