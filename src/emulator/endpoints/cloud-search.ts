import { createHash } from 'node:crypto';
import { bodyOf, type Call, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { findIssues } from '../jql/find-issues.ts';
import { chooseFields } from '../render/field-choice.ts';
import { renderIssue } from '../render/issue.ts';
import { strings } from './issues.ts';
import { currentOf } from './search-results.ts';

export const cloudSearchRoutes: readonly Route[] = [
  apiRoute('GET', 'search/jql', (call) => search(call, Object.fromEntries(call.query)), 'cloud'),
  apiRoute('POST', 'search/jql', (call) => search(call, bodyOf(call)), 'cloud'),
  apiRoute('POST', 'search/approximate-count', approximateCount, 'cloud'),
];

const tokenLifeMs = 7 * 86_400_000;
const defaultPage = 50;
const idOnlyCap = 5000;

interface Cursor {
  readonly offset: number;
  readonly query: string;
  readonly madeMs: number;
}

/** Pages by token, without a total. Shows ids only unless fields are asked for; a page may be shorter than asked. */
function search(call: Call, request: Readonly<Record<string, unknown>>): Reply {
  const { world } = call;
  const jql = typeof request.jql === 'string' ? request.jql : '';
  const reconcileIds = strings(request.reconcileIssues);
  if (reconcileIds.length > 50) throw refusal(400, 'At most 50 issues can be reconciled.');
  const asked = strings(request.fields);
  const fields = chooseFields(asked, 'id');
  const query = createHash('sha256')
    .update(JSON.stringify([jql, reconcileIds, asked]))
    .digest('hex')
    .slice(0, 16);
  const offset = readToken(request.nextPageToken, query, world.now());
  const found = findIssues(world, call.caller, { jql, reconcileIds, mustBeBounded: true });
  const size = pageSize(call, request.maxResults, asked, offset);
  const parts = { fields, expand: strings(request.expand), properties: strings(request.properties) };
  const page = found.slice(offset, offset + size);
  const shown = currentOf(world, page).map((issue) => renderIssue(issue, parts, viewOf(call)));
  const issues = asked.length === 0 && parts.expand.length === 0 ? shown.map(({ id }) => ({ id })) : shown;
  const isLast = offset + page.length >= found.length;
  const next: Cursor = { offset: offset + page.length, query, madeMs: world.now() };
  return ok({ issues, ...(isLast ? {} : { nextPageToken: writeToken(next) }), isLast });
}

/** With `shortPages`, the size of a page follows from its place, so that a run can be repeated. */
function pageSize(call: Call, wire: unknown, asked: readonly string[], offset: number): number {
  const { settings } = call.world;
  const cheap = asked.every((name) => name === 'id' || name === 'key');
  const wanted = wire === undefined || Number.isNaN(Number(wire)) ? defaultPage : Number(wire);
  const size = Math.max(1, Math.min(wanted, cheap ? idOnlyCap : settings.searchPageCap));
  return settings.shortPages ? 1 + ((offset * 7 + 3) % size) : size;
}

function writeToken(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readToken(wire: unknown, query: string, nowMs: number): number {
  if (wire === undefined || wire === null || wire === '') return 0;
  const cursor = decoded(String(wire));
  if (cursor && cursor.query === query && nowMs - cursor.madeMs < tokenLifeMs) return cursor.offset;
  throw refusal(400, 'The provided next page token is either invalid or has expired.');
}

function decoded(token: string): Cursor | null {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Cursor;
  } catch {
    return null;
  }
}

function approximateCount(call: Call): Reply {
  const { jql } = bodyOf(call);
  const request = { jql: typeof jql === 'string' ? jql : '', reconcileIds: [], mustBeBounded: true };
  return ok({ count: findIssues(call.world, call.caller, request).length });
}
