import { getIssue } from '../acts/get-issue.ts';
import { bodyOf, type Call, numberIn, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { renderHistory } from '../render/changelog.ts';
import { selfLink } from '../render/view.ts';
import { mayBrowse } from '../world/permissions.ts';
import { strings } from './issues.ts';

/** Cloud only: Data Center has the changelog just as an expansion of the issue. */
export const changelogRoutes: readonly Route[] = [
  apiRoute('POST', 'changelog/bulkfetch', bulkFetch, 'cloud'),
  apiRoute('GET', 'issue/:issue/changelog', list, 'cloud'),
];

/** Oldest first, a hundred a page. */
function list(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = Math.min(numberIn(call, 'maxResults', 100), 100);
  const page = issue.history.slice(startAt, startAt + maxResults);
  const self = (from: number) =>
    selfLink(viewOf(call), `issue/${issue.key}/changelog?maxResults=${maxResults}&startAt=${from}`);
  const isLast = startAt + page.length >= issue.history.length;
  return ok({
    self: self(startAt),
    ...(isLast ? {} : { nextPage: self(startAt + page.length) }),
    maxResults,
    startAt,
    total: issue.history.length,
    isLast,
    values: page.map((history) => renderHistory(history, viewOf(call))),
  });
}

function bulkFetch(call: Call): Reply {
  const wanted = strings(bodyOf(call).issueIdsOrKeys);
  if (wanted.length === 0 || wanted.length > 1000) throw refusal(400, 'Between 1 and 1000 issues can be given.');
  const issueChangeLogs = wanted.flatMap((idOrKey) => {
    const issue = call.world.issues.find(idOrKey);
    if (!issue || !mayBrowse(call.world, call.caller, issue)) return [];
    return [
      { issueId: issue.id, changeHistories: issue.history.map((history) => renderHistory(history, viewOf(call))) },
    ];
  });
  return ok({ issueChangeLogs });
}
