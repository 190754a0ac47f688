import { storeIssue } from '../acts/commit-update.ts';
import { getIssue } from '../acts/get-issue.ts';
import { type Call, noContent, ok, type Reply, signedIn } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { JiraError, refusal } from '../jira-error.ts';
import { allowed } from '../world/world.ts';

export const archiveRoutes: readonly Route[] = [
  apiRoute('PUT', 'issue/archive', (call) => setMany(call, true), 'cloud'),
  apiRoute('PUT', 'issue/unarchive', (call) => setMany(call, false), 'cloud'),
  apiRoute('PUT', 'issue/:issue/archive', (call) => setOne(call, true), 'server'),
  apiRoute('PUT', 'issue/:issue/restore', (call) => setOne(call, false), 'server'),
];

/** An archived issue leaves search and can no longer be changed; by key it can still be read. */
function setOne(call: Call, archived: boolean): Reply {
  mayArchive(call);
  change(call, call.params.issue ?? '', archived);
  return noContent;
}

function setMany(call: Call, archived: boolean): Reply {
  mayArchive(call);
  const wanted = (call.body as { readonly issueIdsOrKeys?: unknown } | undefined)?.issueIdsOrKeys;
  if (!Array.isArray(wanted) || wanted.length > 1000) throw refusal(400, 'Between 1 and 1000 issues can be given.');
  let numberOfIssuesUpdated = 0;
  const missing: string[] = [];
  for (const idOrKey of wanted.map(String)) {
    try {
      change(call, idOrKey, archived);
      numberOfIssuesUpdated++;
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      missing.push(idOrKey);
    }
  }
  const message = 'Issue does not exist or you do not have permission to see it.';
  const errors =
    missing.length > 0 ? { issuesNotFound: { count: missing.length, issueIdsOrKeys: missing, message } } : {};
  return ok({ numberOfIssuesUpdated, errors });
}

function change(call: Call, idOrKey: string, archived: boolean): void {
  storeIssue(call.world, { ...getIssue(call.world, call.caller, idOrKey), archived });
}

function mayArchive(call: Call): void {
  if (!allowed(signedIn(call), 'administer')) throw refusal(403, 'You do not have permission to archive issues.');
}
