import { userOf } from '../world/find.ts';
import type { Comment, Issue, Visibility } from '../world/issue.ts';
import { isCloud } from '../world/world.ts';
import { renderBody } from './text.ts';
import { renderTime } from './time.ts';
import { renderUser } from './user.ts';
import { selfLink, type View } from './view.ts';

export function renderComment(issue: Issue, comment: Comment, view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `issue/${issue.id}/comment/${comment.id}`),
    id: comment.id,
    author: renderUser(userOf(view.world, comment.authorKey), view),
    body: renderBody(comment.body, view),
    updateAuthor: renderUser(userOf(view.world, comment.updateAuthorKey), view),
    created: renderTime(comment.createdMs, view),
    updated: renderTime(comment.updatedMs, view),
    ...(comment.visibility ? { visibility: renderVisibility(comment.visibility, view) } : {}),
    ...(isCloud(view.world) ? { jsdPublic: true } : {}),
  };
}

export function visibleComments(issue: Issue, view: View): readonly Comment[] {
  return issue.comments.filter((comment) => isVisible(comment.visibility, view));
}

/** Restricted to a group or role: invisible to everybody outside it, administrators included unless they are in it. */
export function isVisible(visibility: Visibility | null, view: View): boolean {
  if (visibility === null) return true;
  return view.viewer?.groups.includes(visibility.value) ?? false;
}

export function renderVisibility(visibility: Visibility, view: View): Record<string, unknown> {
  const { type, value } = visibility;
  return isCloud(view.world) ? { type, value, identifier: value } : { type, value };
}

/** The page of comments inside an issue is always complete. */
export function renderCommentPage(issue: Issue, view: View): Record<string, unknown> {
  const comments = visibleComments(issue, view).map((comment) => renderComment(issue, comment, view));
  const self = isCloud(view.world) ? { self: selfLink(view, `issue/${issue.id}/comment`) } : {};
  return { comments, ...self, maxResults: comments.length, total: comments.length, startAt: 0 };
}
