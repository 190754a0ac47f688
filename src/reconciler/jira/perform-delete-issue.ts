import { Failure } from '../../model/failure.ts';
import type { JiraAction } from '../jira-action.ts';
import { deleteIssue } from './client-issue.ts';
import { getIssue } from './client-search.ts';
import { member, text } from './raw.ts';
import type { Session } from './session.ts';

/**
 * Deletes an issue that is as it was planned from: looked at once more right before, since nothing brings it back. One that
 * has changed, or is not shown, is planned again; what Jira refuses (no permission, sub-tasks) is told in its words.
 */
export async function performDeleteIssue(
  { client }: Session,
  { id, key, updated }: Extract<JiraAction, { readonly kind: 'delete-issue' }>,
): Promise<void> {
  const { status, body } = await getIssue(client, id, ['updated'], '');
  if (status === 404) throw new Failure('stale', `${key} is gone from Jira already`);
  if (text(member(body, 'fields', 'updated')) !== updated || text(member(body, 'key')) !== key) {
    throw new Failure('stale', `${key} has changed in Jira since it was read; planning again`);
  }
  await deleteIssue(client, id);
}
