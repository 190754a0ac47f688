import type { Oid } from './object-store.ts';

/**
 * One ticket in the compact index: enough to see that nothing changed.
 * `updated` is Jira's, verbatim; `blob` the ticket file as last agreed, null where git has none;
 * `pending` says that the sides still differ (held, refused, in conflict); `missingSinceMs` that Jira did not show it when asked by id.
 */
export type IndexEntry = {
  readonly id: string;
  readonly key: string;
  readonly updated: string;
  readonly blob: Oid | null;
  readonly pending: boolean;
  readonly missingSinceMs: number | null;
  /** Ids of the ticket's Jira worklogs: a deleted one is announced by its own id only. */
  readonly worklogs: readonly string[];
  /** Comments and time entries (`comment:ID`, `worklog:ID`) that Jira does not show any more, and since when, epoch ms. */
  readonly unseen: Readonly<Record<string, number>>;
  /** What of it Jira does not show, but somebody edited in git (`file`, `comment:ID`, `worklog:ID`): it waits and stays. */
  readonly kept: readonly string[];
  /** Prints of what a rewritten history of the branch put back in git, while nobody has decided what counts. */
  readonly rewound: readonly string[];
};
