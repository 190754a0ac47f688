import { JiraError, refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import type { Issue } from '../world/issue.ts';
import { mayBrowse } from '../world/permissions.ts';
import { isCloud, type World } from '../world/world.ts';

/** The issue, or the 404 that is the same for a missing and for a forbidden one. */
export function getIssue(world: World, viewer: User | null, idOrKey: string): Issue {
  const issue = world.issues.find(idOrKey);
  if (issue && mayBrowse(world, viewer, issue)) return issue;
  throw noSuchIssue(world, viewer);
}

export function noSuchIssue(world: World, viewer: User | null): JiraError {
  if (isCloud(world)) return refusal(404, 'Issue does not exist or you do not have permission to see it.');
  if (viewer === null) {
    const errorMessages = ['You do not have the permission to see the specified issue.', 'Login Required'];
    return new JiraError(401, { errorMessages, errors: {} });
  }
  return refusal(404, 'Issue Does Not Exist');
}

/** As `getIssue`, for writing: archived issues are read-only. */
export function getIssueForWriting(world: World, actor: User, idOrKey: string): Issue {
  const issue = getIssue(world, actor, idOrKey);
  if (issue.archived) throw refusal(400, 'The issue is archived and cannot be edited.');
  return issue;
}
