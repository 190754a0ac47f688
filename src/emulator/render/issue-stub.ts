import { recordOf } from '../world/find.ts';
import type { Issue } from '../world/issue.ts';
import { summaryOf, text } from '../world/issue-values.ts';
import { renderIssueType, renderPriority, renderStatus } from './catalogue.ts';
import { selfLink, type View } from './view.ts';

/** The short form in which links, sub-tasks and parents show another issue. */
export function renderIssueStub(issue: Issue, view: View): Record<string, unknown> {
  const { world } = view;
  const priority = world.priorities.get(text(issue, 'priority') ?? '');
  return {
    id: issue.id,
    key: issue.key,
    self: selfLink(view, `issue/${issue.id}`),
    fields: {
      summary: summaryOf(issue),
      status: renderStatus(recordOf(world.statuses, issue.statusId, 'status'), view),
      ...(priority ? { priority: renderPriority(priority, view) } : {}),
      issuetype: renderIssueType(recordOf(world.issueTypes, issue.typeId, 'issue type'), view),
    },
  };
}
