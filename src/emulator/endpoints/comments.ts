import { addComment, deleteComment, editComment } from '../acts/comments.ts';
import { getIssue, getIssueForWriting } from '../acts/get-issue.ts';
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
import { isVisible, renderComment, visibleComments } from '../render/comment.ts';
import { selfLink } from '../render/view.ts';
import type { Comment, Issue } from '../world/issue.ts';
import { mayBrowse } from '../world/permissions.ts';
import { isCloud } from '../world/world.ts';

export const commentRoutes: readonly Route[] = [
  apiRoute('POST', 'comment/list', listByIds, 'cloud'),
  apiRoute('GET', 'issue/:issue/comment', list),
  apiRoute('POST', 'issue/:issue/comment', add),
  apiRoute('GET', 'issue/:issue/comment/:comment', get),
  apiRoute('PUT', 'issue/:issue/comment/:comment', edit),
  apiRoute('DELETE', 'issue/:issue/comment/:comment', remove),
];

/** Cloud gives a hundred unless told otherwise, Server all. */
function list(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  const cap = isCloud(call.world) ? 100 : 1_048_576;
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = isCloud(call.world)
    ? Math.min(numberIn(call, 'maxResults', cap), 5000)
    : numberIn(call, 'maxResults', cap);
  const comments = [...visibleComments(issue, viewOf(call))];
  if (/^-created|created DESC$/i.test(call.query.get('orderBy') ?? '')) comments.reverse();
  const page = comments.slice(startAt, startAt + maxResults);
  const shown = page.map((comment) => render(call, issue, comment));
  return ok({ startAt, maxResults, total: comments.length, comments: shown });
}

function render(call: Call, issue: Issue, comment: Comment): Record<string, unknown> {
  return { ...renderComment(issue, comment, viewOf(call)), ...expandedProperties(call, comment.properties) };
}

function add(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  const comment = addComment(call.world, actor, issue, bodyOf(call), call.api);
  const Location = selfLink(viewOf(call), `issue/${issue.id}/comment/${comment.id}`);
  return { status: 201, body: render(call, issue, comment), headers: { Location } };
}

function get(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  return ok(render(call, issue, commentOf(call, issue)));
}

function edit(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  const comment = editComment(call.world, actor, issue, commentOf(call, issue), bodyOf(call), call.api);
  return ok(render(call, issue, comment));
}

function remove(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  deleteComment(call.world, actor, issue, commentOf(call, issue));
  return noContent;
}

function commentOf(call: Call, issue: Issue): Comment {
  const wanted = call.params.comment ?? '';
  const comment = visibleComments(issue, viewOf(call)).find((each) => each.id === wanted);
  if (comment) return comment;
  throw refusal(404, `Can not find a comment for the id: ${wanted}.`);
}

/** At most a thousand by id; those that cannot be seen are left out. */
function listByIds(call: Call): Reply {
  const ids = bodyOf(call).ids;
  if (!Array.isArray(ids) || ids.length > 1000) throw refusal(400, 'Between 1 and 1000 ids can be given.');
  const view = viewOf(call);
  const values = ids.map(String).flatMap((id) => {
    const issue = call.world.issues.byId(call.world.issueOfComment.get(id) ?? '');
    const comment = issue?.comments.find((each) => each.id === id);
    if (!issue || !comment || !mayBrowse(call.world, call.caller, issue) || !isVisible(comment.visibility, view))
      return [];
    return [render(call, issue, comment)];
  });
  return ok({
    self: selfLink(view, 'comment/list'),
    maxResults: 1000,
    startAt: 0,
    total: values.length,
    isLast: true,
    values,
  });
}
