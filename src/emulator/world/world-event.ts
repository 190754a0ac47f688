import type { IssueLink, User } from './entities.ts';
import type { ChangeItem, Comment, History, Issue, Worklog } from './issue.ts';

/** What kind of edit an `issue-updated` was; the webhook's event type name is derived from it. */
export type UpdateCause =
  | 'edited'
  | 'assigned'
  | 'transitioned'
  | 'moved'
  | 'commented'
  | 'comment-edited'
  | 'comment-deleted'
  | 'work-logged'
  | 'worklog-updated'
  | 'worklog-deleted';

/** Something that happened to the site. The issue is as it was right afterwards. */
export type WorldEvent =
  | {
      readonly kind: 'issue-created';
      readonly actor: User;
      readonly issue: Issue;
      readonly items: readonly ChangeItem[];
    }
  | {
      readonly kind: 'issue-updated';
      readonly actor: User;
      readonly issue: Issue;
      readonly before: Issue;
      readonly history: History | null;
      readonly cause: UpdateCause;
      readonly comment: Comment | null;
    }
  | { readonly kind: 'issue-deleted'; readonly actor: User; readonly issue: Issue }
  | {
      readonly kind: 'comment-created' | 'comment-updated' | 'comment-deleted';
      readonly actor: User;
      readonly issue: Issue;
      readonly comment: Comment;
    }
  | {
      readonly kind: 'worklog-created' | 'worklog-updated' | 'worklog-deleted';
      readonly actor: User;
      readonly issue: Issue;
      readonly worklog: Worklog;
    }
  | { readonly kind: 'link-created' | 'link-deleted'; readonly actor: User; readonly link: IssueLink }
  | {
      readonly kind: 'property-set' | 'property-deleted';
      readonly actor: User;
      readonly issue: Issue;
      readonly key: string;
    };

export function announce(listeners: ReadonlySet<(event: WorldEvent) => void>, event: WorldEvent): void {
  for (const listener of listeners) listener(event);
}
