import { Failure } from '../../model/failure.ts';
import type { JiraAction } from '../jira-action.ts';
import { withAllowedValues } from './allowed-values.ts';
import { putIssue } from './client-issue.ts';
import { encodeFields } from './encode-fields.ts';
import { inNewNames } from './in-new-names.ts';
import type { Session } from './session.ts';

type UpdateIssue = Extract<JiraAction, { readonly kind: 'update-issue' }>;

/** Edits what the action names. Jira takes all of an edit or nothing of it. */
export async function performUpdateIssue(session: Session, action: UpdateIssue): Promise<void> {
  try {
    await inNewNames(session, action, (named) => put(session, named));
  } catch (error) {
    const isRefused = error instanceof Failure && error.kind === 'rejected' && Object.keys(error.fields).length > 0;
    throw isRefused ? await withAllowedValues(session, action.id, error) : error;
  }
}

async function put(session: Session, action: UpdateIssue): Promise<void> {
  const { fields, update } = await encodeFields(session, action);
  const body = {
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(Object.keys(update).length === 0 ? {} : { update }),
  };
  // Under its new name all that was to change may be there already.
  if (Object.keys(body).length > 0) await putIssue(session.client, action.id, body);
}
