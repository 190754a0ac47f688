import type { TicketBase } from '../snapshot/base.ts';
import { emptyPlan } from './empty-plan.ts';
import { holdOf } from './holds.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Observation, PlanSettings } from './observation.ts';
import type { TicketPlan } from './plan.ts';

/**
 * True where Jira shows the ticket as it was before the two last agreed. Nothing that is done in Jira puts `updated`
 * back; only a Jira that came from a backup does.
 */
export function isOlderInJira({ values }: TicketBase, ticket: JiraTicket): boolean {
  const [agreed, now] = [values.updated, ticket.values.updated];
  return typeof agreed === 'string' && typeof now === 'string' && now < agreed;
}

const RESTORED = 'was Jira restored from a backup?';

/** True for a ticket that is held because Jira shows it older than agreed. */
export function isHeldAsOlder({ holds }: Pick<TicketBase, 'holds'>): boolean {
  return holds.some(({ field, kind, reason }) => field === 'file' && kind === 'refused' && reason.includes(RESTORED));
}

/** Its old values are nobody's edits: neither side is written until somebody edits the ticket in Jira. */
export function planOlderInJira(
  observation: Observation,
  base: TicketBase,
  ticket: JiraTicket,
  settings: PlanSettings,
): TicketPlan {
  const [agreed, now] = [String(base.values.updated), String(ticket.values.updated)];
  const reason =
    `Jira shows it as of ${now}, older than what was agreed as of ${agreed}: ${RESTORED} ` +
    'Bring it up to date in Jira from its file; with the first edit there it is synced again, as Jira has it';
  const input = { field: 'file', kind: 'refused', reason, git: agreed, jira: now } as const;
  const hold = holdOf(base, input, settings.now);
  return { ...emptyPlan(observation, 'known'), holds: [hold], base: { ...base, holds: [hold] } };
}
