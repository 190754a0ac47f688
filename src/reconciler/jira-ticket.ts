import type { JiraText } from '../model/text/jira-text.ts';
import type { Values } from '../model/value.ts';

/** A comment in Jira. `author` is the true author's handle, `written by` lines of Tract's own already taken off `body`. Times `…Z`. */
export type JiraComment = {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly body: JiraText | null;
};

/** A time entry in Jira, with the true author as in {@link JiraComment}. `started` is UTC to the second. */
export type JiraWorklog = {
  readonly id: string;
  readonly author: string;
  readonly seconds: number;
  readonly started: string;
  readonly comment: JiraText | null;
};

export type HiddenEntries = 'comments' | 'worklogs';

/** An issue as Jira holds it, in canonical terms. `values` has a name for each field of the table that the issue speaks of. */
export type JiraTicket = {
  /** The numeric id: the identity, which a move does not change. */
  readonly id: string;
  readonly key: string;
  /** Jira's own `updated`, verbatim: compared for equality only. */
  readonly updated: string;
  readonly values: Values;
  readonly texts: Readonly<Record<string, JiraText | null>>;
  readonly comments: readonly JiraComment[];
  readonly worklogs: readonly JiraWorklog[];
  /** What Jira does not tell of this issue, by field configuration or with time tracking off: unknown, not none. */
  readonly hides: readonly HiddenEntries[];
  /** Jira's link id by our link value (`blocks APP-2`). */
  readonly linkIds: Readonly<Record<string, string>>;
  /** Handle of whoever changed the issue last, where Jira told. */
  readonly changedBy: string | null;
};
