import { formatDuration } from '../text/duration.ts';
import { userOf } from '../world/find.ts';
import type { Issue, Worklog } from '../world/issue.ts';
import { isVisible, renderVisibility } from './comment.ts';
import { renderText } from './text.ts';
import { renderTime } from './time.ts';
import { renderUser } from './user.ts';
import { selfLink, type View } from './view.ts';

/** An entry without a comment has no such member at all. */
export function renderWorklog(worklog: Worklog, view: View): Record<string, unknown> {
  const comment = renderText(worklog.comment, view);
  return {
    self: selfLink(view, `issue/${worklog.issueId}/worklog/${worklog.id}`),
    author: renderUser(userOf(view.world, worklog.authorKey), view),
    updateAuthor: renderUser(userOf(view.world, worklog.updateAuthorKey), view),
    ...(comment === null ? {} : { comment }),
    created: renderTime(worklog.createdMs, view),
    updated: renderTime(worklog.updatedMs, view),
    ...(worklog.visibility ? { visibility: renderVisibility(worklog.visibility, view) } : {}),
    started: renderTime(worklog.startedMs, view),
    timeSpent: formatDuration(worklog.seconds, view.world.settings),
    timeSpentSeconds: worklog.seconds,
    id: worklog.id,
    issueId: worklog.issueId,
  };
}

export function visibleWorklogs(issue: Issue, view: View): readonly Worklog[] {
  return issue.worklogs.filter((worklog) => isVisible(worklog.visibility, view));
}

/** The page of worklogs inside an issue shows the first few; the rest must be asked for. */
export function renderWorklogPage(issue: Issue, view: View): Record<string, unknown> {
  const cap = view.world.settings.embeddedWorklogCap;
  const worklogs = visibleWorklogs(issue, view);
  const shown = worklogs.slice(0, cap).map((worklog) => renderWorklog(worklog, view));
  return { startAt: 0, maxResults: cap, total: worklogs.length, worklogs: shown };
}
