import { InternalError } from '../model/internal-error.ts';
import type { JiraText } from '../model/text/jira-text.ts';
import { sameJiraText, sameMarkdown } from '../model/text/reconcile/same-text.ts';
import type { TextBase, TextOutcome } from '../model/text/text-outcome.ts';
import type { Hold } from '../snapshot/base.ts';
import { holdOf, standingRefusal } from './holds.ts';
import type { Observation, PlanSettings, TextOutcomes } from './observation.ts';
import { reasonOfOlder } from './older-jira.ts';
import type { Finding, Stakes } from './plan.ts';
import { refusalReason } from './refusal-reason.ts';
import { textPolicy } from './text-policy.ts';

/** What one text comes to: what to write where (undefined: nothing), and what is agreed once git is written. */
export type TextDecision = {
  readonly git: string | undefined;
  readonly jira: JiraText | null | undefined;
  readonly agreed: TextBase | null;
  readonly findings: readonly Finding[];
  readonly holds: readonly Hold[];
  readonly stakes: Stakes;
  readonly approximated: readonly string[];
};

type AgreedVerdict = Extract<TextOutcome, { kind: 'agreed' }>['verdict'];

type TextStates = { readonly base: TextBase | null; readonly git: string; readonly jira: JiraText | null };

/** Puts the outcome of a text's reconciliation into writes, or into a hold where it needs a person. */
export function decideText(
  ref: string,
  states: TextStates,
  outcomes: TextOutcomes,
  observation: Observation,
  settings: PlanSettings,
): TextDecision {
  const outcome = outcomeOf(outcomes, ref);
  const older = saysBoth(outcome, states) ? null : reasonOfOlder(observation.base, ref, states.jira);
  if (older !== null && outcome.kind !== 'refused') {
    const input = { field: ref, kind: 'conflict', reason: older, git: states.git, jira: states.jira } as const;
    return heldDecision(ref, states, outcome, holdOf(observation.base, input, settings.now));
  }
  if (outcome.kind === 'agreed') return decideAgreed(ref, states, outcome, observation, settings);
  const reason = outcome.kind === 'refused' ? refusalReason(outcome) : 'both sides changed it';
  const kind = outcome.kind === 'refused' ? 'unreadable' : 'conflict';
  const hold = holdOf(observation.base, { field: ref, kind, reason, git: states.git, jira: states.jira }, settings.now);
  return heldDecision(ref, states, outcome, hold);
}

/** True where the two sides say the same already. */
export function saysBoth(outcome: TextOutcome, { git, jira }: Pick<TextStates, 'git' | 'jira'>): boolean {
  return outcome.kind === 'agreed' && outcome.markdown === git && sameJiraText(outcome.jira, jira);
}

/** The outcome that was asked for under this reference. */
export function outcomeOf(outcomes: TextOutcomes, ref: string): TextOutcome {
  const outcome = outcomes.get(ref);
  if (outcome === undefined) throw new InternalError(`the text ${ref} was planned without being reconciled`);
  return outcome;
}

function decideAgreed(
  ref: string,
  states: TextStates,
  outcome: Extract<TextOutcome, { kind: 'agreed' }>,
  observation: Observation,
  settings: PlanSettings,
): TextDecision {
  const writesJira = !sameJiraText(outcome.jira, states.jira);
  if (writesJira && !settings.retryHeld) {
    const refusal = standingRefusal(observation.base, ref, states.git, states.jira);
    if (refusal !== null) return heldDecision(ref, states, outcome, refusal);
  }
  const finding = {
    ref,
    ...judgementOf(ref, outcome.verdict, states, settings),
    base: states.base?.markdown ?? null,
    git: states.git,
  };
  const quiet = outcome.verdict === 'same' || outcome.verdict === 'converged';
  // With Jira's part in git and git's not in Jira, nothing says any more which side wrote what.
  const waits = writesJira && settings.recording;
  return {
    git: waits || outcome.markdown === states.git ? undefined : outcome.markdown,
    jira: writesJira ? outcome.jira : undefined,
    agreed: writesJira ? states.base : { markdown: outcome.markdown, jira: states.jira },
    findings: quiet ? [] : [{ ...finding, jira: states.jira, desired: outcome.markdown }],
    holds: [],
    stakes: writesJira ? { [ref]: { git: states.git, jira: states.jira } } : {},
    approximated: outcome.approximated.map((what) => `${ref}: ${what}`),
  };
}

/** One side's text although both changed it: the policy said so, and the other side's lost. */
function judgementOf(
  ref: string,
  verdict: AgreedVerdict,
  { base, git, jira }: TextStates,
  settings: PlanSettings,
): Pick<Finding, 'verdict' | 'rule'> {
  const gitLost = verdict === 'jira' && !sameMarkdown(git, base?.markdown ?? '');
  const jiraLost = verdict === 'git' && !sameJiraText(jira, base?.jira ?? null);
  if (gitLost || jiraLost) {
    const isNewest = textPolicy(ref, settings) === 'newest';
    return { verdict: 'conflict', rule: isNewest ? `policy: newest (${verdict})` : `policy: ${verdict}` };
  }
  return { verdict, rule: RULES[verdict] };
}

const RULES = {
  same: 'both sides agree',
  converged: 'both sides say the same',
  git: 'only git changed',
  jira: 'only jira changed',
  merged: 'both changed different parts',
} as const;

function heldDecision(ref: string, states: TextStates, outcome: TextOutcome, hold: Hold): TextDecision {
  const jira = outcome.kind === 'conflict' ? outcome.jira : states.jira;
  const base = states.base?.markdown ?? null;
  return {
    git: undefined,
    jira: undefined,
    agreed: states.base,
    findings: [{ ref, verdict: 'held', base, git: states.git, jira, desired: null, rule: hold.reason }],
    holds: [hold],
    stakes: {},
    approximated: [],
  };
}
