import { getIssue, getIssueForWriting } from '../acts/get-issue.ts';
import { readAdjustment, requireTimeTracking } from '../acts/read-worklog.ts';
import { addWorklog, deleteWorklog, editWorklog } from '../acts/worklogs.ts';
import {
  bodyOf,
  type Call,
  expandedProperties,
  noContent,
  numberIn,
  ok,
  type Reply,
  signedIn,
  viewOf,
} from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { selfLink } from '../render/view.ts';
import { renderWorklog, visibleWorklogs } from '../render/worklog.ts';
import type { Issue, Worklog } from '../world/issue.ts';
import { isCloud } from '../world/world.ts';

export const worklogRoutes: readonly Route[] = [
  apiRoute('GET', 'issue/:issue/worklog', list),
  apiRoute('POST', 'issue/:issue/worklog', add),
  apiRoute('GET', 'issue/:issue/worklog/:worklog', get),
  apiRoute('PUT', 'issue/:issue/worklog/:worklog', edit),
  apiRoute('DELETE', 'issue/:issue/worklog/:worklog', remove),
];

/** Paged on Cloud, whole on Server. */
function list(call: Call): Reply {
  requireTimeTracking(call.world);
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  const entries = visibleWorklogs(issue, viewOf(call));
  if (!isCloud(call.world)) return ok(page(call, entries, 0, entries.length, entries.length));
  const after = numberIn(call, 'startedAfter', 0);
  const before = numberIn(call, 'startedBefore', Number.MAX_SAFE_INTEGER);
  const found = entries.filter((each) => each.startedMs >= after && each.startedMs <= before);
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = Math.min(numberIn(call, 'maxResults', 5000), 5000);
  return ok(page(call, found.slice(startAt, startAt + maxResults), startAt, maxResults, found.length));
}

function page(
  call: Call,
  entries: readonly Worklog[],
  startAt: number,
  maxResults: number,
  total: number,
): Record<string, unknown> {
  return { startAt, maxResults, total, worklogs: entries.map((each) => showWorklog(call, each)) };
}

export function showWorklog(call: Call, worklog: Worklog): Record<string, unknown> {
  return { ...renderWorklog(worklog, viewOf(call)), ...expandedProperties(call, worklog.properties) };
}

function add(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  const worklog = addWorklog(call.world, actor, issue, bodyOf(call), readAdjustment(call.query, 'reduceBy'), call.api);
  const Location = selfLink(viewOf(call), `issue/${issue.id}/worklog/${worklog.id}`);
  return { status: 201, body: showWorklog(call, worklog), headers: { Location } };
}

function get(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  return ok(showWorklog(call, worklogOf(call, issue)));
}

function edit(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  const adjust = readAdjustment(call.query, 'reduceBy');
  const edited = editWorklog(call.world, actor, issue, worklogOf(call, issue), bodyOf(call), adjust, call.api);
  return ok(showWorklog(call, edited));
}

function remove(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  deleteWorklog(call.world, actor, issue, worklogOf(call, issue), readAdjustment(call.query, 'increaseBy'));
  return noContent;
}

export function worklogOf(call: Call, issue: Issue): Worklog {
  const wanted = call.params.worklog ?? '';
  const worklog = visibleWorklogs(issue, viewOf(call)).find((each) => each.id === wanted);
  if (worklog) return worklog;
  throw refusal(404, `Cannot find worklog with id: '${wanted}'.`);
}
