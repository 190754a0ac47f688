import type { RecordedSide, RecordedValue } from '../../model/conflict-record.ts';
import type { Hold, HoldOrigins } from '../../snapshot/base.ts';
import type { Finding, Situation } from '../plan.ts';
import type { PolicyOf } from '../records/policy-of.ts';

/**
 * What one field, comment or time entry comes to; `unjudged` where one of the sides does not say what it has, `lags` where
 * git gets Jira's value only along with others.
 */
export type ReasonVerdict = Finding['verdict'] | 'unjudged' | 'lags';

/** Since when something waits for a person, why, and what ends it. */
export type Waiting = {
  readonly kind: Hold['kind'];
  readonly reason: string;
  readonly since: string;
  readonly settle: string;
};

/** One field, comment or time entry: what was agreed, what each side says and who said so, and what decides. */
export type Reason = {
  readonly field: string;
  readonly verdict: ReasonVerdict;
  readonly rule: string;
  /** Who wins where both sides change it, and who says so; null for what no policy is about. */
  readonly policy: PolicyOf | null;
  readonly base: RecordedValue;
  readonly git: RecordedSide;
  /** Null where Jira was not asked. */
  readonly jira: RecordedSide | null;
  /** What both sides shall hold; null where that is nothing, or not decided. */
  readonly desired: RecordedValue;
  readonly held: Waiting | null;
};

/** Why a ticket is what it is on both sides. `commit` is the one that git was read at. */
export type Why = {
  readonly issue: string;
  readonly situation: Situation | 'offline';
  readonly commit: string | null;
  readonly fields: readonly Reason[];
};

/** What is told of one part of a ticket before anybody was asked who gave the values. */
export type States = {
  readonly field: string;
  readonly verdict: ReasonVerdict;
  readonly rule: string;
  readonly base: RecordedValue;
  readonly git: RecordedValue;
  readonly jira: RecordedValue;
  readonly desired: RecordedValue;
  readonly hold: Hold | null;
  /** What a comment or time entry says of itself: no other source is asked about one that is the same everywhere. */
  readonly own: HoldOrigins | null;
};

const NOBODY: HoldOrigins = { git: null, jira: null };

/** Puts together what is known of one part. `jiraAsked` false leaves out what Jira says. */
export function reasonOf(
  issue: string,
  states: States,
  origins: HoldOrigins | null,
  policy: PolicyOf | null,
  jiraAsked: boolean,
): Reason {
  const { field, verdict, rule, base, desired, hold } = states;
  const { git, jira } = origins ?? hold?.origins ?? states.own ?? NOBODY;
  return {
    field,
    verdict,
    rule,
    policy,
    base,
    git: { value: states.git, by: git?.by ?? null, at: git?.at ?? null, source: git?.commit || null },
    jira: jiraAsked
      ? { value: states.jira, by: jira?.by ?? null, at: jira?.at ?? null, source: jira?.change ?? null }
      : null,
    desired,
    held: hold === null ? null : { ...pick(hold), settle: settleOf(issue, hold) },
  };
}

function pick({ kind, reason, since }: Hold): Omit<Waiting, 'settle'> {
  return { kind, reason, since };
}

/** What a person can do about it. */
function settleOf(issue: string, { kind, field }: Hold): string {
  switch (kind) {
    case 'conflict':
      return `tract conflicts resolve ${issue} ${field} --take git (or jira), or --edit`;
    case 'refused':
      return 'change it on either side; tract sync --retry-held asks Jira once more';
    case 'unreadable':
      return 'mend the file and push';
    case 'deleted':
      return 'nothing waits: push the file again to have the ticket back in git';
    case 'stopped':
      return 'agree to the removal with tract sync --allow-deletes, or put back what was removed';
  }
}

/** The parts that a question names: one, all comments or time entries, or all. Null where the ticket has nothing so named. */
export function named(parts: readonly States[], name: string | null): readonly States[] | null {
  if (name === null) return parts;
  const kind = KINDS.get(name);
  const found = parts.filter(({ field }) => field === name || (kind !== undefined && field.startsWith(kind)));
  return found.length === 0 && kind === undefined ? null : found;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['comments', 'comment:'],
  ['worklogs', 'worklog:'],
]);
