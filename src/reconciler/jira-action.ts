import type { JiraText } from '../model/text/jira-text.ts';
import type { Values } from '../model/value.ts';
import type { Oid } from '../snapshot/object-store.ts';

export type JiraTexts = Readonly<Record<string, JiraText | null>>;

/** Members to add to and remove from a set field. */
export type SetPatch = { readonly add: readonly string[]; readonly remove: readonly string[] };

type OnIssue = { readonly id: string; readonly key: string; readonly reason: string };
type CommentBody = { readonly author: string; readonly body: JiraText };
type WorklogBody = {
  readonly author: string;
  readonly seconds: number;
  readonly started: string;
  readonly comment: JiraText | null;
};

/**
 * One write to Jira, as plain data: the plan shows it, the log records it, the intent log keeps it, the Jira side performs it.
 * Actions that create carry a `uid`, minted before the first try, by which their result is found again.
 */
export type JiraAction =
  | {
      readonly kind: 'create-issue';
      readonly uid: string;
      readonly path: string;
      /** The blob of the file; absent where no file was pushed. */
      readonly content?: Oid;
      readonly values: Values;
      readonly texts: JiraTexts;
      readonly reason: string;
    }
  | (OnIssue & {
      readonly kind: 'update-issue';
      readonly values: Values;
      readonly sets: Readonly<Record<string, SetPatch>>;
      readonly texts: JiraTexts;
    })
  /** `values` are fields that the transition's screen may ask for, such as `resolution`. */
  | (OnIssue & { readonly kind: 'transition'; readonly from: string; readonly to: string; readonly values: Values })
  /** `updated` is the issue's as it was read: what changed since is not deleted. */
  | (OnIssue & { readonly kind: 'delete-issue'; readonly updated: string })
  | (OnIssue & { readonly kind: 'add-link'; readonly link: string })
  | (OnIssue & { readonly kind: 'remove-link'; readonly link: string; readonly linkId: string })
  /** `about`: the fields in conflict that a comment of our own tells of. */
  | (OnIssue &
      CommentBody & {
        readonly kind: 'add-comment';
        readonly uid: string;
        readonly ref: string;
        readonly about?: readonly string[];
      })
  | (OnIssue & CommentBody & { readonly kind: 'edit-comment'; readonly ref: string; readonly comment: string })
  | (OnIssue & { readonly kind: 'remove-comment'; readonly ref: string; readonly comment: string })
  | (OnIssue & WorklogBody & { readonly kind: 'add-worklog'; readonly uid: string; readonly ref: string })
  | (OnIssue & WorklogBody & { readonly kind: 'edit-worklog'; readonly ref: string; readonly worklog: string })
  | (OnIssue & { readonly kind: 'remove-worklog'; readonly ref: string; readonly worklog: string });

export type CreateAction = Extract<JiraAction, { readonly uid: string }>;

/** The fields, comments or time entries that an action is about: what is held when Jira refuses it. */
export function refsOf(action: JiraAction): readonly string[] {
  switch (action.kind) {
    case 'create-issue':
    case 'delete-issue':
      return ['file'];
    case 'update-issue':
      return [...Object.keys(action.values), ...Object.keys(action.sets), ...Object.keys(action.texts)];
    case 'transition':
      return ['status'];
    case 'add-link':
    case 'remove-link':
      return ['links'];
    default:
      return [action.ref];
  }
}
