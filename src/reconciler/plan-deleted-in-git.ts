import type { Hold, TicketBase } from '../snapshot/base.ts';
import { hasChangedInJira } from './changes-since-base.ts';
import { emptyPlan } from './empty-plan.ts';
import { holdOf, standingRefusal } from './holds.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Observation, PlanSettings, TextOutcomes } from './observation.ts';
import type { TicketPlan } from './plan.ts';
import { planBoth } from './plan-both.ts';
import { isLostWithHistory } from './rewound.ts';
import type { Matches } from './text-requests.ts';

/**
 * Somebody removed the file. It comes back by default, and whenever Jira changed too; with `ignore` and `close` the
 * removal is remembered, so that later changes in Jira do not bring the file back. Jira's issue is deleted only where the
 * configuration says `delete-in-jira`, and only one whose file was removed under that rule.
 */
export function planDeletedInGit(
  observation: Observation,
  base: TicketBase,
  ticket: JiraTicket,
  matches: Matches,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TicketPlan {
  const to = settings.closeStatus;
  const from = String(ticket.values.status ?? '');
  // The workflow may have changed more than the status when it closed the issue: that is no edit of anybody.
  const closed = settings.deletedInGit === 'close' && from === to;
  const settled = closed || base.holds.some((hold) => hold.kind === 'deleted');
  const { misnamed } = observation;
  const overwrote = misnamed?.kind === 'overwrote' ? misnamed.path : null;
  const restore =
    settings.deletedInGit === 'restore' ||
    overwrote !== null ||
    observation.returned ||
    isLostWithHistory(observation) ||
    (settings.deletedInGit === 'delete-in-jira' && wasHeldAsGone(base)) ||
    (!settled && hasChangedInJira(base, ticket));
  if (restore) {
    const removed = observation.returned ? 'Jira shows it again' : 'the file was removed in git';
    const lost = overwrote === null ? removed : `the file was renamed over ${overwrote}`;
    const doc = observation.removed?.doc ?? null;
    const known = doc === null ? { ...observation, base: null } : observation;
    const plan = planBoth('deleted-in-git', known, doc, ticket, matches, outcomes, settings);
    return {
      ...plan,
      findings: [...plan.findings, restored('put-back', `${lost}; it is restored`)],
    };
  }
  const stop = observation.stopped.get('file');
  if (stop !== undefined) return held(observation, base, { kind: 'stopped', reason: stop }, settings);
  if (settings.deletedInGit === 'delete-in-jira' && !settled)
    return planDeleteInJira(observation, base, ticket, settings);
  const reason = settings.deletedInGit === 'close' ? 'removed in git; closed in Jira' : 'removed in git; ignored';
  const plan = held(observation, base, { kind: 'deleted', reason }, settings);
  if (settled || settings.deletedInGit !== 'close' || to === null) return plan;
  const { id, key } = ticket;
  const refusal = settings.retryHeld ? null : standingRefusal(base, 'status', to, from);
  if (refusal !== null) return { ...plan, holds: [refusal], base: { ...base, holds: [refusal] } };
  return {
    ...plan,
    jira: [{ kind: 'transition', id, key, from, to, values: {}, reason: 'its file was removed in git' }],
    findings: [...plan.findings, restored('git', reason)],
    stakes: { status: { git: to, jira: from } },
    // Not settled before Jira did it: where it refuses, that waits for a person or for another status.
    base: { ...base, holds: [] },
    holds: [],
  };
}

/** What Jira refuses waits until a person puts the file back, or asks once more. */
function planDeleteInJira(
  observation: Observation,
  base: TicketBase,
  { id, key, updated }: JiraTicket,
  settings: PlanSettings,
): TicketPlan {
  const plan = emptyPlan(observation, 'deleted-in-git');
  const refusal = settings.retryHeld ? null : standingRefusal(base, 'file', null, id);
  if (refusal !== null) return { ...plan, holds: [refusal], base: { ...base, holds: [refusal] } };
  return {
    ...plan,
    jira: [{ kind: 'delete-issue', id, key, updated, reason: 'its file was removed in git' }],
    findings: [restored('git', 'removed in git; deleted in Jira')],
    stakes: { file: { git: null, jira: id } },
    base: { ...base, holds: [] },
  };
}

function held(
  observation: Observation,
  base: TicketBase,
  { kind, reason }: Pick<Hold, 'kind' | 'reason'>,
  settings: PlanSettings,
): TicketPlan {
  const hold = holdOf(base, { field: 'file', kind, reason, git: null, jira: null }, settings.now);
  return { ...emptyPlan(observation, 'deleted-in-git'), holds: [hold], base: { ...base, holds: [hold] } };
}

function restored(verdict: 'put-back' | 'git', rule: string) {
  return { ref: 'file', verdict, base: 'there', git: null, jira: 'there', desired: null, rule } as const;
}

/** The file went while Jira did not show the ticket: whoever removed it had no issue to delete. */
function wasHeldAsGone({ holds }: TicketBase): boolean {
  return holds.some(({ field, kind }) => field === 'file' && kind === 'conflict');
}
