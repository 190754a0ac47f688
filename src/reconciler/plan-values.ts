import { sameValue } from '../model/canonical.ts';
import type { Field } from '../model/field.ts';
import { describeRenaming, inPresentNames, renamingsIn } from '../model/names.ts';
import type { TicketDoc } from '../model/ticket.ts';
import type { Value, Values } from '../model/value.ts';
import type { Hold } from '../snapshot/base.ts';
import { decideValue } from './decide-value.ts';
import { holdOf, standingRefusal } from './holds.ts';
import type { SetPatch } from './jira-action.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Observation, PlanSettings } from './observation.ts';
import { reasonOfOlder } from './older-jira.ts';
import type { Finding } from './plan.ts';
import { members } from './policy.ts';
import { timesOf } from './times-of.ts';

/** What the plain fields come to on each side, before it is put into actions. */
export type ValuesPlan = {
  /** Values to write into the file; `passive` ones only when the file is written anyway. */
  readonly git: Values;
  readonly passive: Values;
  /** Values to write to Jira, by field. */
  readonly jira: ReadonlyMap<Field, Value>;
  readonly agreed: Values;
  readonly findings: readonly Finding[];
  readonly holds: readonly Hold[];
};

type Draft = {
  readonly git: Record<string, Value>;
  readonly passive: Record<string, Value>;
  readonly jira: Map<Field, Value>;
  readonly agreed: Record<string, Value>;
  readonly findings: Finding[];
  readonly holds: Hold[];
};

/** Judges every front-matter field of a ticket that both sides hold. */
export function planValues(
  observation: Observation,
  doc: TicketDoc,
  ticket: JiraTicket,
  settings: PlanSettings,
): ValuesPlan {
  const draft: Draft = { git: {}, passive: {}, jira: new Map(), agreed: {}, findings: [], holds: [] };
  for (const field of settings.format.fields) {
    if (field.place !== 'front-matter' || field.kind === 'text') continue;
    planField(draft, field, observation, doc, ticket, settings);
  }
  return draft;
}

/** The members to add and remove so that a set becomes `desired`. */
export function patchSet(jira: Value, desired: Value): SetPatch {
  const has = new Set(members(jira));
  const wants = new Set(members(desired));
  return {
    add: [...wants].filter((member) => !has.has(member)),
    remove: [...has].filter((member) => !wants.has(member)),
  };
}

function planField(
  draft: Draft,
  field: Field,
  observation: Observation,
  doc: TicketDoc,
  ticket: JiraTicket,
  settings: PlanSettings,
): void {
  const base = observation.base?.values[field.name];
  const jira = ticket.values[field.name] ?? null;
  const problem = doc.problems.find((candidate) => candidate.field === field.name);
  if (problem !== undefined) {
    const reason = `line ${problem.line}: ${problem.reason}`;
    hold(draft, field, observation, settings, { kind: 'unreadable', reason, base, git: problem.reason, jira });
    return;
  }
  const said = doc.values[field.name] ?? null;
  const git = inPresentNames(said, field, settings.names);
  const renamings = renamingsIn(said, field, settings.names);
  const renamed = renamings.length === 0 ? {} : { renamings };
  const older = sameValue(git, jira) ? null : reasonOfOlder(observation.base, field.name, jira);
  if (older !== null) {
    const reason = `git says ${show(git)}, Jira says ${show(jira)}; ${older}`;
    hold(draft, field, observation, settings, { kind: 'conflict', reason, base, git, jira });
    return;
  }
  const decision = decideValue(field, base, git, jira, timesOf(field.name, observation));
  if (decision.kind === 'conflict') {
    const reason = `git says ${show(git)}, Jira says ${show(jira)}`;
    hold(draft, field, observation, settings, { kind: 'conflict', reason, base, git, jira });
    return;
  }
  const refusal = settings.retryHeld ? null : standingRefusal(observation.base, field.name, git, jira);
  if (refusal !== null && !sameValue(decision.desired, jira)) {
    draft.holds.push(refusal);
    if (base !== undefined) draft.agreed[field.name] = base;
    draft.findings.push({ ref: field.name, verdict: 'held', base, git, jira, desired: git, rule: refusal.reason });
    return;
  }
  write(draft, field, { base, said, jira, desired: decision.desired });
  if (field.passive) return;
  if (decision.verdict === 'same' || decision.verdict === 'converged') {
    if (renamings.length === 0) return;
    const rule = renamings.map(describeRenaming).join(', ');
    const states = { base, git: said, jira, desired: decision.desired };
    draft.findings.push({ ref: field.name, verdict: 'jira', ...states, rule, renamings });
    return;
  }
  draft.findings.push({
    ref: field.name,
    verdict: decision.verdict,
    base,
    git,
    jira,
    desired: decision.desired,
    rule: decision.rule,
    ...renamed,
  });
}

/** The base takes the desired value once Jira holds it: the file is written in the same transaction. */
function write(
  draft: Draft,
  field: Field,
  states: { readonly base: Value | undefined; readonly said: Value; readonly jira: Value; readonly desired: Value },
): void {
  const { base, said, jira, desired } = states;
  if (!sameValue(desired, said)) (field.passive ? draft.passive : draft.git)[field.name] = desired;
  if (sameValue(desired, jira)) draft.agreed[field.name] = desired;
  else {
    draft.jira.set(field, desired);
    if (base !== undefined) draft.agreed[field.name] = base;
  }
}

function hold(
  draft: Draft,
  field: Field,
  observation: Observation,
  settings: PlanSettings,
  held: {
    readonly kind: Hold['kind'];
    readonly reason: string;
    readonly base: Value | undefined;
    readonly git: Value;
    readonly jira: Value;
  },
): void {
  const { kind, reason, base, git, jira } = held;
  if (base !== undefined) draft.agreed[field.name] = base;
  draft.holds.push(holdOf(observation.base, { field: field.name, kind, reason, git, jira }, settings.now));
  draft.findings.push({ ref: field.name, verdict: 'held', base, git, jira, desired: null, rule: reason });
}

function show(value: Value): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? `[${value.join(', ')}]` : `"${value}"`;
}
