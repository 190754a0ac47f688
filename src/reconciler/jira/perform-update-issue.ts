import { Failure } from '../../model/failure.ts';
import type { JiraAction } from '../jira-action.ts';
import { withAllowedValues } from './allowed-values.ts';
import { putIssue } from './client-issue.ts';
import { encodeFields } from './encode-fields.ts';
import type { Session } from './session.ts';

type UpdateIssue = Extract<JiraAction, { readonly kind: 'update-issue' }>;

/** Edits what the action names. Jira takes all of an edit or nothing of it. */
export async function performUpdateIssue(session: Session, action: UpdateIssue): Promise<void> {
  const { fields, update } = await encodeFields(session, action);
  const body = {
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(Object.keys(update).length === 0 ? {} : { update }),
  };
  try {
    await putIssue(session.client, action.id, body);
  } catch (error) {
    const isRefused = error instanceof Failure && error.kind === 'rejected' && Object.keys(error.fields).length > 0;
    throw isRefused ? await withAllowedValues(session, action.id, error) : error;
  }
}
