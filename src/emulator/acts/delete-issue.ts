import { refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import type { Issue } from '../world/issue.ts';
import { allowed, type World } from '../world/world.ts';
import { announce } from '../world/world-event.ts';
import { searchableAt } from './commit-update.ts';
import { dropLink } from './links.ts';
import { forgetWorklog } from './worklogs.ts';

/** Removes an issue with its comments, worklogs and links; sub-tasks only when asked. There is no tombstone. */
export function deleteIssue(world: World, actor: User, issue: Issue, deleteSubtasks: boolean): void {
  if (!allowed(actor, 'delete-issues'))
    throw refusal(403, 'You do not have permission to delete issues in this project.');
  const subtasks = world.issues.childrenOf(issue.id).filter((child) => world.issueTypes.get(child.typeId)?.subtask);
  if (subtasks.length > 0 && !deleteSubtasks) {
    throw refusal(
      400,
      `The issue '${issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  for (const subtask of subtasks) remove(world, actor, subtask);
  remove(world, actor, issue);
}

function remove(world: World, actor: User, issue: Issue): void {
  for (const id of [...(world.linksOf.get(issue.id) ?? [])]) {
    const link = world.links.get(id);
    if (link) dropLink(world, link);
  }
  world.linksOf.delete(issue.id);
  for (const worklog of issue.worklogs) forgetWorklog(world, worklog.id);
  for (const comment of issue.comments) world.issueOfComment.delete(comment.id);
  world.issues.delete(issue.id, searchableAt(world));
  announce(world.listeners, { kind: 'issue-deleted', actor, issue });
}
