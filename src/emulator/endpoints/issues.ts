import { createIssue } from '../acts/create-issue.ts';
import { deleteIssue } from '../acts/delete-issue.ts';
import { editIssue } from '../acts/edit-issue.ts';
import { getIssue, getIssueForWriting } from '../acts/get-issue.ts';
import { transitionIssue } from '../acts/transition-issue.ts';
import { isRecord } from '../fields/field-kind.ts';
import { bodyOf, type Call, flagIn, listIn, noContent, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { JiraError, refusal } from '../jira-error.ts';
import { chooseFields } from '../render/field-choice.ts';
import { renderIssue, wholeIssue } from '../render/issue.ts';
import { selfLink } from '../render/view.ts';
import { allowed, isCloud } from '../world/world.ts';

export const issueRoutes: readonly Route[] = [
  apiRoute('POST', 'issue', create),
  apiRoute('POST', 'issue/bulk', createMany),
  apiRoute('POST', 'issue/bulkfetch', bulkFetch, 'cloud'),
  apiRoute('GET', 'issue/:issue', get),
  apiRoute('PUT', 'issue/:issue', edit),
  apiRoute('DELETE', 'issue/:issue', remove),
  apiRoute('PUT', 'issue/:issue/assignee', assign),
];

/** A moved or differently written key answers 200 with the key of today. */
function get(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  const fields = chooseFields(listIn(call, 'fields'), '*all');
  return ok(
    renderIssue(
      issue,
      { fields, expand: listIn(call, 'expand'), properties: listIn(call, 'properties') },
      viewOf(call),
    ),
  );
}

function create(call: Call): Reply {
  const { world, api } = call;
  const actor = call.caller;
  if (actor === null) throw anonymousCreation();
  const body = bodyOf(call);
  const issue = createIssue(world, actor, body, api);
  if (isRecord(body.transition)) transitionIssue(world, actor, issue, { transition: body.transition }, api);
  return { status: 201, body: { id: issue.id, key: issue.key, self: selfLink(viewOf(call), `issue/${issue.id}`) } };
}

function anonymousCreation(): JiraError {
  const errorMessages = ['You do not have permission to create issues in this project.'];
  return new JiraError(401, { errorMessages, errors: {} });
}

/** Up to fifty; those that are refused are listed beside those that were made. */
function createMany(call: Call): Reply {
  const actor = signedIn(call);
  const updates = bodyOf(call).issueUpdates;
  if (!Array.isArray(updates) || updates.length > 50)
    throw refusal(400, 'Between 1 and 50 issues can be created at once.');
  const issues: unknown[] = [];
  const errors: unknown[] = [];
  for (const [index, update] of updates.entries()) {
    try {
      const { id, key } = createIssue(call.world, actor, isRecord(update) ? update : {}, call.api);
      issues.push({ id, key, self: selfLink(viewOf(call), `issue/${id}`) });
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      errors.push({ status: error.status, elementErrors: error.body, failedElementNumber: index });
    }
  }
  return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
}

function edit(call: Call): Reply {
  const actor = signedIn(call);
  const { world, api } = call;
  const issue = getIssueForWriting(world, actor, call.params.issue ?? '');
  if (call.query.get('notifyUsers') === 'false' && !allowed(actor, 'administer')) {
    throw refusal(
      isCloud(world) ? 400 : 403,
      'To discard the user notification either admin or project admin permissions are required.',
    );
  }
  const { transition: _ignored, ...request } = bodyOf(call);
  const edited = editIssue(world, actor, issue, request, api);
  return isCloud(world) && flagIn(call, 'returnIssue') ? ok(renderIssue(edited, wholeIssue, viewOf(call))) : noContent;
}

function remove(call: Call): Reply {
  if (call.caller === null) return { status: 405, body: '' };
  const issue = getIssueForWriting(call.world, call.caller, call.params.issue ?? '');
  deleteIssue(call.world, call.caller, issue, flagIn(call, 'deleteSubtasks'));
  return noContent;
}

/** The body is the user itself: `{name}` or `{accountId}`, null for nobody, `-1` for the default. */
function assign(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  editIssue(call.world, actor, issue, { fields: { assignee: call.body ?? null } }, call.api, true);
  return noContent;
}

/** Up to a hundred issues by id or key; those that cannot be seen are told as errors. */
function bulkFetch(call: Call): Reply {
  const body = bodyOf(call);
  const wanted = strings(body.issueIdsOrKeys);
  if (wanted.length === 0 || wanted.length > 100)
    throw refusal(400, 'Between 1 and 100 issues can be fetched at once.');
  const parts = {
    fields: chooseFields(strings(body.fields), '*navigable'),
    expand: strings(body.expand),
    properties: strings(body.properties),
  };
  const issues: unknown[] = [];
  const issueErrors: unknown[] = [];
  for (const idOrKey of wanted) {
    try {
      issues.push(renderIssue(getIssue(call.world, call.caller, idOrKey), parts, viewOf(call)));
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      issueErrors.push({ id: idOrKey, errorMessage: 'Issue does not exist or you do not have permission to see it.' });
    }
  }
  return ok({ issues, issueErrors });
}

export function strings(wire: unknown): readonly string[] {
  if (typeof wire === 'string') return wire.split(',').map((each) => each.trim());
  return Array.isArray(wire) ? wire.map(String) : [];
}
