import type { TextBase } from '../model/text/text-outcome.ts';
import type { Values } from '../model/value.ts';

/** A comment both sides hold: Jira's id, and the header and text as git has them. */
export type BaseComment = {
  readonly id: string;
  readonly author: string;
  readonly at: string | null;
  readonly text: TextBase;
};

/** A time entry both sides hold. `line` is the `id` in the git line, null where the line has none. */
export type BaseWorklog = {
  readonly id: string;
  readonly line: string | null;
  readonly author: string;
  readonly seconds: number;
  readonly started: string;
  readonly comment: TextBase;
};

/**
 * Something of a ticket that waits for a person. It stays held while both sides stay as they were:
 * `git` and `jira` are the two sides' values then, as canonical text.
 */
export type Hold = {
  readonly field: string;
  readonly kind: 'conflict' | 'refused' | 'unreadable' | 'deleted' | 'stopped';
  readonly reason: string;
  readonly git: string;
  readonly jira: string;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly since: string;
  /** Who gave the two values of a conflict; null where nobody was asked yet, as of everything else that is held. */
  readonly origins: HoldOrigins | null;
};

/** Who gave a value, and when; null for a side that does not tell. `commit` and `change` say where it can be looked up. */
export type HoldOrigins = { readonly git: GitOrigin | null; readonly jira: JiraOrigin | null };

export type GitOrigin = { readonly by: string; readonly at: string; readonly commit: string };

/** `change` is the id of an entry in Jira's changelog, which has none of comments, time entries and first values. */
export type JiraOrigin = { readonly by: string | null; readonly at: string | null; readonly change: string | null };

/**
 * What a Jira that was put back from a backup showed when that was noticed: its `updated`, and a print of each part that
 * was not as agreed, by its reference. It is nobody's edit as long as Jira shows the same.
 */
export type OlderJira = { readonly updated: string; readonly prints: Readonly<Record<string, string>> };

/** What both sides of one ticket last agreed on: only values that both were seen to hold. */
export type TicketBase = {
  readonly id: string;
  readonly key: string;
  readonly values: Values;
  readonly texts: Readonly<Record<string, TextBase>>;
  readonly comments: readonly BaseComment[];
  readonly worklogs: readonly BaseWorklog[];
  readonly holds: readonly Hold[];
  /** The file that Jira was asked to make the ticket of: its path, and its content then. */
  readonly made?: { readonly path: string; readonly content: string };
  /** Fields in conflict that a comment in Jira was made about, as long as they are held. */
  readonly told?: readonly string[];
  readonly older?: OlderJira;
};
