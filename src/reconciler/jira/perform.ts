import { Failure } from '../../model/failure.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import type { JiraAction } from '../jira-action.ts';
import type { Receipt } from '../jira-side.ts';
import { performAddComment, performEditComment, performRemoveComment } from './perform-comment.ts';
import { performCreateIssue } from './perform-create-issue.ts';
import { performDeleteIssue } from './perform-delete-issue.ts';
import { performAddLink, performRemoveLink } from './perform-link.ts';
import { performTransition } from './perform-transition.ts';
import { performUpdateIssue } from './perform-update-issue.ts';
import { performAddWorklog, performEditWorklog, performRemoveWorklog } from './perform-worklog.ts';
import { isIssueId } from './read.ts';
import type { Session } from './session.ts';

const DONE: Receipt = { id: null, key: null };

/** Makes one write to Jira. The receipt has the id of what was created, where something was. */
export async function perform(session: Session, action: JiraAction): Promise<Receipt> {
  if (action.kind !== 'create-issue') expectIssue(action);
  return (await dispatch(session, action)) ?? DONE;
}

function dispatch(session: Session, action: JiraAction): Promise<Receipt | undefined> | Promise<void> {
  switch (action.kind) {
    case 'create-issue':
      return performCreateIssue(session, action);
    case 'update-issue':
      return performUpdateIssue(session, action);
    case 'transition':
      return performTransition(session, action);
    case 'delete-issue':
      return performDeleteIssue(session, action);
    case 'add-link':
      return performAddLink(session, action);
    case 'remove-link':
      return performRemoveLink(session, action);
    case 'add-comment':
      return performAddComment(session, action);
    case 'edit-comment':
      return performEditComment(session, action);
    case 'remove-comment':
      return performRemoveComment(session, action);
    case 'add-worklog':
      return performAddWorklog(session, action);
    case 'edit-worklog':
      return performEditWorklog(session, action);
    case 'remove-worklog':
      return performRemoveWorklog(session, action);
  }
}

/** Ids and keys become parts of addresses: nothing else passes. */
function expectIssue({ id, key }: { readonly id: string; readonly key: string }): void {
  if (isIssueId(id) && isTicketKey(key)) return;
  throw new Failure('rejected', `"${id}" with key "${key}" is no issue of Jira`);
}
