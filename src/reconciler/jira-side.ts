import type { Cursor } from '../snapshot/snapshot-meta.ts';
import type { CreateAction, JiraAction } from './jira-action.ts';
import type { JiraComment, JiraTicket, JiraWorklog } from './jira-ticket.ts';

/** Who answers: the facts of the site that the reconciler needs. */
export type JiraSite = {
  /** The key that the project has now. */
  readonly project: string;
  readonly flavor: 'cloud' | 'server';
  readonly text: 'adf' | 'wiki';
  readonly version: string;
  /** The handle Jira knows the service account by, and its profile time zone (JQL literals are read in it). */
  readonly account: string;
  readonly zone: string;
};

/** Enough to see whether an issue moved on since it was last agreed. */
export type IssueStamp = { readonly id: string; readonly key: string; readonly updated: string };

/** `stamps` repeat issues of the overlap; `worklogIssues` are ids or keys whose worklogs changed; a deleted worklog has only its own id. */
export type JiraPoll = {
  readonly stamps: readonly IssueStamp[];
  readonly worklogIssues: readonly string[];
  readonly deletedWorklogs: readonly string[];
  readonly cursor: Cursor;
};

/** What reading one issue by id or key gave. Hidden and deleted look alike in Jira: both are `missing`. */
export type JiraReading =
  | { readonly kind: 'present'; readonly ticket: JiraTicket }
  /** Jira shows it, but the operator's restriction leaves it out. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'missing' };

/** Comments and time entries of one issue. */
export type JiraEntries = { readonly comments: readonly JiraComment[]; readonly worklogs: readonly JiraWorklog[] };
/** The same by id. */
export type EntryIds = { readonly comments: readonly string[]; readonly worklogs: readonly string[] };

/** `id` of what was created (issue, comment, worklog) and, for an issue, its key. */
export type Receipt = { readonly id: string | null; readonly key: string | null };

export type Found =
  | { readonly kind: 'found'; readonly receipt: Receipt }
  | { readonly kind: 'absent' }
  /** Jira's index may still hide it: ask again later, do not repeat the create. */
  | { readonly kind: 'unsettled'; readonly retryAfterMs: number };

/** A create that was begun: `known` are the ids that existed on the issue before, `atMs` when it was first sent. */
export type CreateAttempt = { readonly action: CreateAction; readonly atMs: number; readonly known: readonly string[] };

/** An issue that our account created from a file: `path` is the file's, `content` its blob, null where it was no pushed file. */
export type Born = {
  readonly id: string;
  readonly key: string;
  readonly uid: string;
  readonly path: string;
  readonly content: string | null;
};

/** What of an issue somebody gave the value that it has: a field by our name, a comment or a time entry by Jira's id. */
export type JiraSubject =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'comment'; readonly id: string }
  | { readonly kind: 'worklog'; readonly id: string };

/**
 * Who gave something its value, as a handle, and when. `change` is the id of the entry in Jira's changelog, which has
 * none for comments, time entries and what is as it was created; `from` and `to` are what that entry says.
 */
export type JiraChange = {
  readonly by: string | null;
  readonly at: string | null;
  readonly change: string | null;
  readonly from: string | null;
  readonly to: string | null;
};

/**
 * Jira as the reconciler sees it. Every method throws {@link Failure} and nothing else.
 * Callers never let two writes to one issue run at once.
 */
export interface JiraSide {
  /** Asks who and where we are; refuses credentials, a CAPTCHA or an invisible project with a `fatal` failure. */
  connect(): Promise<JiraSite>;
  /**
   * What moved since `cursor`, in at most three requests when nothing did, and one more after ten minutes without a poll;
   * null starts the cursors at now.
   */
  poll(cursor: Cursor | null): Promise<JiraPoll>;
  /** Every issue in scope, whole, in pages, ordered so that a resumed listing meets the same tickets; `total` where Jira tells. */
  list(): AsyncIterable<{ readonly tickets: readonly JiraTicket[]; readonly total: number | null }>;
  /** Stamps of every issue in scope, cheaply. */
  stamps(): AsyncIterable<readonly IssueStamp[]>;
  /** Reads issues by id or key, fresh (never from a lagging index). Every asked ref is in the answer. */
  read(refs: readonly string[]): Promise<ReadonlyMap<string, JiraReading>>;
  /** Asks anew what the statuses, components and the like are called; the book of names learns it. */
  readNames(): Promise<void>;
  /** For each subject who gave it the value it has; null where Jira does not tell, as of what was removed. */
  lastChanges(id: string, subjects: readonly JiraSubject[]): Promise<readonly (JiraChange | null)[]>;
  /** Asks for comments and time entries of an issue one by one; answers those that Jira shows. */
  readEntries(issue: string, ids: EntryIds): Promise<JiraEntries>;
  perform(action: JiraAction): Promise<Receipt>;
  /** Looks for the result of a create whose reply was lost. */
  find(attempt: CreateAttempt): Promise<Found>;
  /** The issues that our account created since `sinceMs` of Jira's clock, but for those whose id is known. */
  born(sinceMs: number, isKnown: (id: string) => boolean): Promise<readonly Born[]>;
  close(): Promise<void>;
}
