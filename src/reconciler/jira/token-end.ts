import type { JiraClient } from './client.ts';
import { getAt } from './client-builder.ts';
import { reading } from './exchange.ts';
import { msOfJiraTime } from './jira-time.ts';
import { number, type Raw, records, text } from './raw.ts';

/** When a token ends, in epoch ms. `one-of`: it is one of several, of which the first to end does so then. */
export type TokenEnd =
  | { readonly kind: 'never' | 'unknown' }
  | { readonly kind: 'ends' | 'one-of'; readonly atMs: number; readonly name: string };

/** What sites say that have no such tokens, or keep them to themselves. */
const UNKNOWN = [400, 401, 403, 404, 405, 410, 500, 501];

/**
 * Looks among the caller's personal access tokens for the end of the one that was used. Data Center tells them by name, and not
 * which of them came with the request; one that has ended was not it. Sites without such tokens know nothing of it.
 *
 * Source: Data Center from 8.14 on lists `id`, `name`, `createdAt` and, where the token expires, `expiringAt`.
 */
export async function endOfToken(client: JiraClient, as: string | null, nowMs: number): Promise<TokenEnd> {
  const call = { ...reading('GET /rest/pat/latest/tokens', UNKNOWN), as };
  const { status, body } = await client.send(call, (api) => getAt(api, '/rest/pat/latest/tokens'));
  if (status !== 200) return { kind: 'unknown' };
  const listed = records(body).map((token) => ({ name: text(token.name) ?? '', atMs: endOf(token) }));
  const alive = listed.filter(({ atMs }) => atMs === null || atMs > nowMs);
  const [first] = alive.flatMap(({ name, atMs }) => (atMs === null ? [] : [{ name, atMs }])).sort(byEnd);
  if (alive.length === 0) return { kind: 'unknown' };
  if (first === undefined) return { kind: 'never' };
  return { ...first, kind: alive.length === 1 ? 'ends' : 'one-of' };
}

function byEnd(a: { readonly atMs: number }, b: { readonly atMs: number }): number {
  return a.atMs - b.atMs;
}

function endOf({ expiringAt }: Raw): number | null {
  return msOfJiraTime(expiringAt) ?? number(expiringAt);
}
