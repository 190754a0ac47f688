import type { JiraText } from '../model/text/jira-text.ts';
import type { TextBase } from '../model/text/text-outcome.ts';
import type { TicketDoc } from '../model/ticket.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Observation, PlanSettings, TextOutcomes } from './observation.ts';
import { EMPTY_PART, joinParts, type PlanPart } from './plan.ts';
import { decideText } from './text-decision.ts';

/** The description and the other text fields: what to write where, and what is agreed. */
export type TextsPlan = PlanPart & {
  readonly gitTexts: Readonly<Record<string, string>>;
  readonly jiraTexts: Readonly<Record<string, JiraText | null>>;
  readonly agreed: Readonly<Record<string, TextBase>>;
};

export function planTexts(
  observation: Observation,
  doc: TicketDoc | null,
  ticket: JiraTicket,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TextsPlan {
  const gitTexts: Record<string, string> = {};
  const jiraTexts: Record<string, JiraText | null> = {};
  const agreed: Record<string, TextBase> = {};
  const parts: PlanPart[] = [];
  for (const { name } of settings.format.fields.filter((field) => field.kind === 'text')) {
    const states = {
      base: observation.base?.texts[name] ?? null,
      git: doc?.texts[name] ?? '',
      jira: ticket.texts[name] ?? null,
    };
    const text = decideText(name, states, outcomes, observation, settings);
    if (text.git !== undefined) gitTexts[name] = text.git;
    if (text.jira !== undefined) jiraTexts[name] = text.jira;
    if (text.agreed !== null) agreed[name] = text.agreed;
    const { findings, holds, stakes, approximated } = text;
    parts.push({ ...EMPTY_PART, findings, holds, stakes, approximated });
  }
  return { ...joinParts(parts), gitTexts, jiraTexts, agreed };
}
