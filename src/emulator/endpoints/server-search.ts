import { bodyOf, type Call, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { JiraError } from '../jira-error.ts';
import { findIssues } from '../jql/find-issues.ts';
import { chooseFields } from '../render/field-choice.ts';
import { renderIssue } from '../render/issue.ts';
import { isCloud } from '../world/world.ts';
import { strings } from './issues.ts';
import { currentOf } from './search-results.ts';

export const serverSearchRoutes: readonly Route[] = [
  apiRoute('GET', 'search', (call) => search(call, Object.fromEntries(call.query))),
  apiRoute('POST', 'search', (call) => search(call, bodyOf(call))),
];

const removed =
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046';

/** `startAt`, `maxResults` and `total`; gone on Cloud. */
function search(call: Call, request: Readonly<Record<string, unknown>>): Reply {
  const { world } = call;
  if (isCloud(world)) throw new JiraError(410, { errorMessages: [removed], errors: {} });
  const jql = typeof request.jql === 'string' ? request.jql : '';
  const found = findIssues(world, call.caller, { jql, reconcileIds: [], mustBeBounded: false });
  const startAt = count(request.startAt, 0);
  const maxResults = Math.min(count(request.maxResults, 50), world.settings.searchPageCap);
  const parts = {
    fields: chooseFields(strings(request.fields), '*navigable'),
    expand: strings(request.expand),
    properties: strings(request.properties),
  };
  const page = currentOf(world, found.slice(startAt, startAt + maxResults));
  const issues = page.map((issue) => renderIssue(issue, parts, viewOf(call)));
  const expand = found.length > 0 ? { expand: 'schema,names' } : {};
  return ok({ ...expand, startAt, maxResults, total: found.length, issues });
}

function count(value: unknown, otherwise: number): number {
  const number = Number(value);
  return value === undefined || value === null || Number.isNaN(number) || number < 0 ? otherwise : number;
}
