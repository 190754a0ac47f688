import { Failure } from '../../model/failure.ts';
import type { JiraClient } from './client.ts';
import { searchByOffset, searchByToken } from './client-search.ts';
import { number, type Raw, records, text } from './raw.ts';
import type { Session } from './session.ts';

export type SearchQuery = {
  readonly jql: string;
  readonly fields: readonly string[];
  /** Of Cloud's issues; Server's search knows none. */
  readonly properties?: readonly string[];
  readonly pageSize: number;
};

/** One page of raw issues; `total` where Jira tells (Cloud does not). */
export type SearchPage = { readonly issues: readonly Raw[]; readonly total: number | null };

/**
 * All pages of a search, each issue once, ordered by key. Changes do not move an issue in that order, so that nothing
 * slips through between two pages. Where Jira refuses to search the project at all, nothing works until a person acts.
 */
export async function* search({ client, site, options }: Session, query: SearchQuery): AsyncGenerator<SearchPage> {
  const ordered = { ...query, jql: `${query.jql} ORDER BY key ASC` };
  const seen = new Set<string>();
  const pages = site.flavor === 'cloud' ? byToken(client, ordered) : byOffset(client, ordered);
  try {
    for await (const page of pages) {
      const issues = page.issues.filter((issue) => isNew(issue, seen));
      yield { issues, total: page.total };
    }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
    throw new Failure('fatal', `project ${options.project} cannot be searched: ${error.message}`, { cause: error });
  }
}

/** The issue with the highest number that the index shows; null where it shows none. */
export async function newestIndexed({ client, site }: Session, jql: string): Promise<Raw | null> {
  const query = { fields: ['created'], maxResults: 1 };
  const newestFirst = `${jql} ORDER BY key DESC`;
  const { body } =
    site.flavor === 'cloud'
      ? await searchByToken(client, newestFirst, query)
      : await searchByOffset(client, newestFirst, { ...query, startAt: 0 });
  return records((body as Raw | null)?.issues)[0] ?? null;
}

function isNew(issue: Raw, seen: Set<string>): boolean {
  const id = text(issue.id);
  if (id === null || seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** Cloud may give fewer issues than asked for: only the token tells whether there are more. */
async function* byToken(client: JiraClient, query: SearchQuery): AsyncGenerator<SearchPage> {
  let token: string | null = null;
  do {
    const { body } = await searchByToken(client, query.jql, {
      ...bodyOf(query),
      ...(query.properties === undefined ? {} : { properties: query.properties }),
      ...(token === null ? {} : { nextPageToken: token }),
    });
    const page = body as Raw | null;
    yield { issues: records(page?.issues), total: null };
    token = page?.isLast === true ? null : text(page?.nextPageToken);
  } while (token !== null);
}

/** How often a listing may step back because issues before it went away. */
const MOST_STEPS_BACK = 10;

/**
 * Server counts: an issue deleted from an earlier page pulls the rest forward. So each page begins with the last issue
 * of the one before it; where it is not found there, the page before is asked for again.
 */
async function* byOffset(client: JiraClient, query: SearchQuery): AsyncGenerator<SearchPage> {
  let startAt = 0;
  let anchor: string | null = null;
  let stepsBack = 0;
  for (;;) {
    const { body } = await searchByOffset(client, query.jql, { ...bodyOf(query), startAt });
    const issues = records((body as Raw | null)?.issues);
    const total = number((body as Raw | null)?.total) ?? 0;
    if (anchor !== null && text(issues[0]?.id) !== anchor && stepsBack < MOST_STEPS_BACK) {
      stepsBack += 1;
      startAt = Math.max(0, startAt - query.pageSize);
      anchor = null;
      continue;
    }
    yield { issues, total };
    anchor = text(issues.at(-1)?.id);
    if (issues.length === 0 || startAt + issues.length >= total) return;
    startAt += Math.max(1, issues.length - 1);
  }
}

function bodyOf({ fields, pageSize }: SearchQuery) {
  return { fields, maxResults: pageSize };
}
