import type { Failure } from '../model/failure.ts';
import type { Queue } from '../model/queue-entry.ts';
import type { TicketFormat } from '../model/ticket.ts';
import type { WorklogLine, WorklogProblem } from '../model/worklog.ts';
import type { Oid, TreeEdit } from '../snapshot/object-store.ts';
import type { FileProblem } from '../snapshot/snapshot-meta.ts';
import type { GitAction } from './git-action.ts';
import type { GitFile, GitState } from './observation.ts';

/**
 * What moved between two commits: ticket files, tickets whose worklog lines differ, all paths, and whether the project's
 * own files or the queue of offline work in `.tract/` did.
 */
export type GitChanges = {
  /** `blob` is null where the file is gone. */
  readonly files: readonly { readonly path: string; readonly blob: Oid | null }[];
  readonly keys: readonly string[];
  readonly touched: readonly string[];
  readonly project: boolean;
  readonly queue: boolean;
  readonly rewound: Rewound;
  /** What lies where the records of conflicts do. */
  readonly records: readonly string[];
  /** Entries that can be no ticket (links, submodules, odd names), and months with lines that name none. */
  readonly problems: readonly FileProblem[];
};

/**
 * What is back as it was, or gone, because the branch was forced to a history that lacks commits: ticket files by path,
 * and whether that may be so of worklog lines.
 */
export type Rewound = { readonly files: ReadonlySet<string>; readonly lines: boolean };

export type GitWorklogs = { readonly lines: readonly WorklogLine[]; readonly problems: readonly WorklogProblem[] };

/** The texts of `.tract/`, null where a file is missing. */
export type ProjectFiles = { readonly config: string | null; readonly users: string | null };

/** What of a file somebody gave the value that it has: the file itself, a field, a comment or a time entry. */
export type GitSubject =
  | { readonly kind: 'file' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'comment'; readonly author: string; readonly at: string | null }
  /** By the id of its line, or by what a line without one says. */
  | {
      readonly kind: 'worklog';
      readonly id: string | null;
      readonly issue: string;
      readonly author: string;
      readonly started: string;
    };

/** The commit that gave something its value, and who made it when. */
export type GitChange = LastChange & { readonly commit: Oid };

export type LastChange = { readonly name: string; readonly email: string; readonly atMs: number };

/**
 * Edits of a tree, one per file, and the ticket files that cannot be written: rejected where they never can, stale where
 * one that nobody has read stands in their place.
 */
export type Staged = { readonly edits: readonly TreeEdit[]; readonly refused: ReadonlyMap<string, Failure> };

/** The branch as the reconciler sees it: files of a commit in, edits of a tree out. Nothing here moves a ref. */
export interface GitSide {
  /** The branch's commit; null where there is no branch yet. */
  tip(): Promise<Oid | null>;
  readProject(commit: Oid): Promise<ProjectFiles>;
  changes(from: Oid | null, to: Oid, format: TicketFormat): Promise<GitChanges>;
  /** Every ticket file of a commit, by path. */
  listTickets(commit: Oid): Promise<ReadonlyMap<string, Oid>>;
  /** Each asked path is in the answer. */
  readTickets(
    commit: Oid | null,
    paths: readonly string[],
    format: TicketFormat,
  ): Promise<ReadonlyMap<string, GitState>>;
  /** A ticket file by its content's name alone, for files that were removed; null where it cannot be read any more. */
  readTicketBlob(blob: Oid, format: TicketFormat): Promise<GitFile | null>;
  /** The worklog lines of each ticket; every asked key is in the answer. */
  readWorklogs(
    commit: Oid | null,
    keys: readonly string[],
    format: TicketFormat,
  ): Promise<ReadonlyMap<string, GitWorklogs>>;
  /** The worklog lines of every ticket. */
  readAllWorklogs(commit: Oid, format: TicketFormat): Promise<readonly WorklogLine[]>;
  /** What was done offline and waits in `.tract/queue/`, oldest first. */
  readQueue(commit: Oid): Promise<Queue>;
  lastChange(commit: Oid, path: string): Promise<LastChange | null>;
  /**
   * For each subject the commit that made it what it is at `commit`; null where a long history does not show it. `path`
   * is the ticket's file or a month of `worklogs/`.
   */
  attribute(
    commit: Oid,
    path: string,
    subjects: readonly GitSubject[],
    format: TicketFormat,
  ): Promise<readonly (GitChange | null)[]>;
  /** Puts actions, planned against this very commit, into edits of its tree. */
  stage(commit: Oid | null, actions: readonly GitAction[], format: TicketFormat): Promise<Staged>;
}
