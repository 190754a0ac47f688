import type { Renaming } from '../model/names.ts';
import type { Hold, TicketBase } from '../snapshot/base.ts';
import type { GitAction } from './git-action.ts';
import type { JiraAction } from './jira-action.ts';
import type { Verdict } from './three-way.ts';

/** How presence on the three states reads: the table in `plan-ticket.ts`. */
export type Situation =
  | 'new-in-git'
  | 'new-in-jira'
  | 'first-meeting'
  | 'known'
  | 'deleted-in-git'
  | 'missing-in-jira'
  | 'gone-from-jira'
  | 'gone-on-both'
  | 'broken-in-git'
  | 'unknown-to-jira'
  /** Jira was asked to make something of it and did not answer yet. */
  | 'awaited'
  | 'nothing';

/** What was found of one field, comment or time entry that is not the same everywhere, and what decided. */
export type Finding = {
  readonly ref: string;
  readonly verdict: Verdict | 'merged' | 'held' | 'put-back';
  readonly base: unknown;
  readonly git: unknown;
  readonly jira: unknown;
  readonly desired: unknown;
  readonly rule: string;
  /** What the file calls by names that Jira has not any more. */
  readonly renamings?: readonly Renaming[];
};

/** The two sides' values that a write to Jira is about, by reference: what a refusal is remembered for. */
export type Stakes = Readonly<Record<string, { readonly git: unknown; readonly jira: unknown }>>;

/**
 * What to do about one ticket, as plain data. `base` is what both sides agree on once the git actions are done;
 * null where nothing is agreed (or nothing is left of the ticket, when `forget`).
 */
export type TicketPlan = {
  readonly key: string | null;
  readonly path: string;
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  readonly jira: readonly JiraAction[];
  readonly git: readonly GitAction[];
  readonly holds: readonly Hold[];
  readonly stakes: Stakes;
  /** Texts that the other side could not be given word for word: what was approximated. */
  readonly approximated: readonly string[];
  readonly base: TicketBase | null;
  readonly forget: boolean;
};

/** A part of a plan that one kind of content contributes. */
export type PlanPart = Pick<TicketPlan, 'findings' | 'jira' | 'git' | 'holds' | 'stakes' | 'approximated'>;

export const EMPTY_PART: PlanPart = { findings: [], jira: [], git: [], holds: [], stakes: {}, approximated: [] };

export function joinParts(parts: readonly PlanPart[]): PlanPart {
  return {
    findings: parts.flatMap((part) => part.findings),
    jira: parts.flatMap((part) => part.jira),
    git: parts.flatMap((part) => part.git),
    holds: parts.flatMap((part) => part.holds),
    stakes: Object.assign({}, ...parts.map((part) => part.stakes)),
    approximated: parts.flatMap((part) => part.approximated),
  };
}

/** True where carrying the plan out would write to either side. */
export function hasActions(plan: TicketPlan): boolean {
  return plan.jira.length > 0 || plan.git.length > 0;
}
