import type { PresentNames } from '../model/names.ts';
import type { TextBase, TextOutcome } from '../model/text/text-outcome.ts';
import type { TextPeople } from '../model/text/text-people.ts';
import type { TicketDoc, TicketFormat } from '../model/ticket.ts';
import type { WorklogLine, WorklogProblem } from '../model/worklog.ts';
import type { BaseWorklog, TicketBase } from '../snapshot/base.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { ConflictTimes } from './policy.ts';

/** The ticket file at the observed commit. */
export type GitState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken'; readonly blob: Oid; readonly line: number; readonly reason: string }
  | { readonly kind: 'ticket'; readonly blob: Oid; readonly source: string; readonly doc: TicketDoc };

/** The issue as just read. `missing` is not shown by Jira now; `gone` was missing before and is believed, or was moved to another project. */
export type JiraState =
  | { readonly kind: 'present'; readonly ticket: JiraTicket }
  | { readonly kind: 'missing' }
  | { readonly kind: 'gone'; readonly why: Absence };

/** Not shown by Jira at all; shown, but left out by the operator's restriction; or part of another project, by its key there. */
export type Absence = 'unseen' | 'outside' | { readonly movedTo: string };

/** A readable ticket file and what it says. */
export type GitFile = Extract<GitState, { kind: 'ticket' }>;

/** What the ledger of requests knows of one ticket: what was asked for through the API may be pushed as well. */
export type Requested = {
  /** Time entries that Jira has on request, as they were asked for, with the ids of their lines. */
  readonly worklogs: readonly BaseWorklog[];
  /** What was asked for in Markdown, and what Jira was given of it, by the reference of the text. */
  readonly texts: ReadonlyMap<string, TextBase>;
  /** Ids of lines that stand for time entries which Jira may have, but has not told yet. */
  readonly awaited: ReadonlySet<string>;
  /** The uid of a create that was asked for in place of this file, and is not in Jira. */
  readonly uid: string | null;
  /** Why this file cannot be joined yet with the issue that was made in its stead. */
  readonly blocked: string | null;
};

export const NOTHING_REQUESTED: Requested = {
  worklogs: [],
  texts: new Map(),
  awaited: new Set(),
  uid: null,
  blocked: null,
};

/** A comment or time entry that both sides had and Jira does not show: since when, and whether it is believed to be gone. */
export type Unseen = { readonly sinceMs: number; readonly believed: boolean };

/** What somebody did to a ticket's file by its name alone. */
export type Misnamed =
  /** The file stands at the observation's path, under a name that is not the ticket's. */
  | { readonly kind: 'renamed' }
  /** The file is what the ticket was made of, pushed again after the ticket got its own, which says nothing else. */
  | { readonly kind: 'again' }
  /** Another ticket's content stands in the file. */
  | { readonly kind: 'replaced'; readonly reason: string }
  /** The file was renamed over that of another ticket, by its path. */
  | { readonly kind: 'overwrote'; readonly path: string };

/** Everything known of one ticket at one moment: what the plan is computed from. */
export type Observation = {
  /** The ticket's key; null for a file that Jira has not given a key yet. */
  readonly key: string | null;
  /** The ticket's file, existing or not. */
  readonly path: string;
  /** The commit git was read at. */
  readonly commit: Oid | null;
  readonly base: TicketBase | null;
  readonly git: GitState;
  readonly misnamed: Misnamed | null;
  /** The file as last agreed, where somebody removed it since and it can still be read. */
  readonly removed: GitFile | null;
  /** The ticket was gone, and Jira shows it again: what was known of it then is what it stands on. */
  readonly returned: boolean;
  readonly jira: JiraState;
  /** By reference (`comment:ID`, `worklog:ID`). */
  readonly unseen: ReadonlyMap<string, Unseen>;
  /** Comments and time entries that were to be removed, by reference, and why that waits for a person. */
  readonly stopped: ReadonlyMap<string, string>;
  /** Prints of what git says again because the history of the branch was rewritten, in the form of the index. */
  readonly rewound: readonly string[];
  readonly worklogs: readonly WorklogLine[];
  /**
   * The time entries as the snapshot has them. The base moves on with every edit that Jira takes; which of two lines
   * with one id is the edit, and which the old form, must not change with it.
   */
  readonly storedWorklogs: readonly BaseWorklog[];
  readonly worklogProblems: readonly WorklogProblem[];
  /** Comments and time entries whose create is under way, by their references. */
  readonly begun: ReadonlySet<string>;
  readonly requested: Requested;
  /** Handle of whoever last committed the file: the author behind a `**me**` header. */
  readonly committer: string | null;
  /** When the file last changed in git, epoch ms, where a policy needs it. */
  readonly gitChangedAtMs: number | null;
  /** When each side changed a field, comment or time entry, where `newest` is to decide and it was asked for. */
  readonly changeTimes: ReadonlyMap<string, ConflictTimes>;
};

/** What the reconciliation of each text gave, by its reference (`description`, `comment:…`, `worklog:…`). */
export type TextOutcomes = ReadonlyMap<string, TextOutcome>;

/** The project's rules, as the plan needs them. */
export type PlanSettings = {
  readonly project: string;
  /** What the project was called in Jira before. */
  readonly formerKeys: readonly string[];
  readonly format: TicketFormat;
  readonly text: 'wiki' | 'adf';
  readonly people: TextPeople;
  readonly deletedInGit: 'restore' | 'ignore' | 'close' | 'delete-in-jira';
  readonly closeStatus: string | null;
  readonly refreshUpdated: boolean;
  /** The account that comments on conflicts in Jira; null where nobody does. */
  readonly commentAs: string | null;
  /** Try again what Jira refused, although nothing changed: a sweep, or a person asked. */
  readonly retryHeld: boolean;
  /** What was agreed is not all known: no policy overrules anything, and history says what the memory does not. */
  readonly repairing: boolean;
  /** Jira is written no more before the plan is put on record: a text that it has still to be given, git is not given either. */
  readonly recording: boolean;
  /** What former names of statuses, components and the like mean now. */
  readonly names: PresentNames;
  /** Default field values of tickets that are born in git. */
  readonly newTicket: Readonly<Record<string, string>>;
  /** Temporary keys that must not reach Jira, because their tickets are not there yet, with the reason. */
  readonly unborn: ReadonlyMap<string, string>;
  /** Now, `YYYY-MM-DDTHH:MM:SSZ`: only stamped on holds. */
  readonly now: string;
};

/** What git says of the ticket: its file, or what the file said before somebody removed it. */
export function fileOf(observation: Observation): GitFile | null {
  return observation.git.kind === 'ticket' ? observation.git : observation.removed;
}
