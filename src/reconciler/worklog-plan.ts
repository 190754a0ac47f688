import type { Policy } from '../model/field.ts';
import type { BaseWorklog } from '../snapshot/base.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { WorklogMatch } from './match-worklogs.ts';
import type { Observation, PlanSettings, TextOutcomes } from './observation.ts';
import type { Finding, PlanPart } from './plan.ts';

/** What one time entry contributes to a ticket's plan, and what is agreed of it. */
export type WorklogPlan = { readonly part: PlanPart; readonly agreed: BaseWorklog | null };

/** What the time entries of one ticket are planned from. */
export type WorklogContext = {
  readonly observation: Observation;
  readonly ticket: JiraTicket;
  readonly outcomes: TextOutcomes;
  readonly settings: PlanSettings;
};

export function policyOf(settings: PlanSettings): Policy {
  return settings.format.fields.find((field) => field.kind === 'worklogs')?.policy ?? 'jira';
}

export function worklogFinding(match: WorklogMatch, verdict: 'git' | 'jira' | 'held', rule: string): Finding {
  const git = match.git?.worklog ?? null;
  return {
    ref: match.ref,
    verdict,
    base: match.base,
    git,
    jira: match.jira,
    desired: verdict === 'git' ? git : match.jira,
    rule,
  };
}

export function onIssue(ticket: JiraTicket, reason: string) {
  return { id: ticket.id, key: ticket.key, reason };
}
