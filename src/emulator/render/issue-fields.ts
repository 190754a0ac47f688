import { formatDuration } from '../text/duration.ts';
import { recordOf, userOf } from '../world/find.ts';
import type { Issue } from '../world/issue.ts';
import { estimatesOf } from '../world/issue-values.ts';
import { renderCategory, renderIssueType, renderStatus } from './catalogue.ts';
import { renderCommentPage } from './comment.ts';
import { renderLinks } from './issue-links.ts';
import { renderIssueStub } from './issue-stub.ts';
import { renderProject } from './project.ts';
import { renderOptionalTime, renderTime } from './time.ts';
import { renderUser } from './user.ts';
import { selfLink, type View } from './view.ts';
import { renderWorklogPage } from './worklog.ts';

type Renderer = (issue: Issue, view: View) => unknown;

/** The fields that Jira derives; all others are shown by their kind. */
export const derivedFields: Readonly<Record<string, Renderer>> = {
  issuetype: (issue, view) => renderIssueType(recordOf(view.world.issueTypes, issue.typeId, 'issue type'), view),
  project: (issue, view) => renderProject(recordOf(view.world.projects, issue.projectId, 'project'), view),
  status: (issue, view) => renderStatus(recordOf(view.world.statuses, issue.statusId, 'status'), view),
  statusCategory: (issue, view) =>
    renderCategory(recordOf(view.world.statuses, issue.statusId, 'status').category, view),
  created: (issue, view) => renderTime(issue.createdMs, view),
  updated: (issue, view) => renderTime(issue.updatedMs, view),
  resolutiondate: (issue, view) => renderOptionalTime(issue.resolvedMs, view),
  statuscategorychangedate: (issue, view) => renderTime(issue.statusChangedMs, view),
  lastViewed: () => null,
  creator: (issue, view) => renderUser(userOf(view.world, issue.creatorKey), view),
  issuelinks: renderLinks,
  subtasks: (issue, view) => subtasks(issue, view),
  attachment: (issue, view) => issue.attachments.map((each) => attachment(each, view)),
  comment: renderCommentPage,
  worklog: renderWorklogPage,
  timetracking: timeTracking,
  timespent: (issue) => issue.timeSpentSeconds,
  timeestimate: (issue) => estimatesOf(issue).remainingSeconds,
  timeoriginalestimate: (issue) => estimatesOf(issue).originalSeconds,
  aggregatetimespent: (issue) => issue.timeSpentSeconds,
  aggregatetimeestimate: (issue) => estimatesOf(issue).remainingSeconds,
  aggregatetimeoriginalestimate: (issue) => estimatesOf(issue).originalSeconds,
  progress,
  aggregateprogress: progress,
  workratio: () => -1,
  votes: (issue, view) => ({ self: selfLink(view, `issue/${issue.key}/votes`), votes: 0, hasVoted: false }),
  watches: (issue, view) => ({ self: selfLink(view, `issue/${issue.key}/watchers`), watchCount: 0, isWatching: false }),
};

function subtasks(issue: Issue, view: View): readonly unknown[] {
  const children = view.world.issues.childrenOf(issue.id);
  const below = children.filter((child) => view.world.issueTypes.get(child.typeId)?.subtask === true);
  return below.map((child) => renderIssueStub(child, view));
}

function attachment(each: Issue['attachments'][number], view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `attachment/${each.id}`),
    id: each.id,
    filename: each.filename,
    author: renderUser(userOf(view.world, each.authorKey), view),
    created: renderTime(each.createdMs, view),
    size: each.size,
    mimeType: each.mimeType,
    content: `${view.base}/secure/attachment/${each.id}/${encodeURIComponent(each.filename)}`,
  };
}

function timeTracking(issue: Issue, view: View): Record<string, unknown> {
  const { originalSeconds, remainingSeconds } = estimatesOf(issue);
  const parts = {
    originalEstimate: originalSeconds,
    remainingEstimate: remainingSeconds,
    timeSpent: issue.timeSpentSeconds,
  };
  const known = Object.entries(parts).filter((part): part is [string, number] => part[1] !== null);
  return {
    ...Object.fromEntries(known.map(([name, seconds]) => [name, formatDuration(seconds, view.world.settings)])),
    ...Object.fromEntries(known.map(([name, seconds]) => [`${name}Seconds`, seconds])),
  };
}

function progress(issue: Issue): Record<string, number> {
  const spent = issue.timeSpentSeconds ?? 0;
  const total = spent + (estimatesOf(issue).remainingSeconds ?? 0);
  return { progress: spent, total, ...(total > 0 ? { percent: Math.floor((spent * 100) / total) } : {}) };
}
