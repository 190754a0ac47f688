import { Failure } from '../../model/failure.ts';
import type { TextInput } from '../../model/text/text-outcome.ts';
import type { HoldOrigins } from '../../snapshot/base.ts';
import type { PlanSettings } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { originsOf } from '../records/attribute-holds.ts';
import { policyOf } from '../records/policy-of.ts';
import { textRequests } from '../text-requests.ts';
import type { Work } from '../work.ts';
import { named, reasonOf, type States, type Why } from './reason.ts';
import { type JiraTexts, standsOut, statesOf } from './states-of.ts';

/** What is asked about one ticket: a field, comment or time entry by name (null: what stands out, or all of it). */
export type WhyQuestion = { readonly issue: string; readonly field: string | null; readonly all: boolean };

/** `unknown-field` names what the ticket has. */
export type WhyAnswer =
  | ({ readonly kind: 'why' } & Why)
  | { readonly kind: 'unknown-field'; readonly fields: readonly string[] };

/** Each is a request to Jira: beyond so many, comments and time entries only tell what they say of themselves. */
const MOST_ENTRIES = 50;

/** Why a ticket that was just compared is what it is. Asks both sides who gave the values that are told; writes nothing. */
export async function answerWhy(
  parts: Parts,
  work: Work,
  settings: PlanSettings,
  { issue, field, all }: WhyQuestion,
): Promise<WhyAnswer> {
  const states = statesOf(work, parts.project, await jiraTexts(parts, work, settings));
  const meant = named(states, field);
  if (meant === null) return { kind: 'unknown-field', fields: states.map((each) => each.field) };
  const told = field !== null || all ? meant : meant.filter(standsOut);
  const asked = told.filter((each) => !isEntry(each) || standsOut(each) || each.field === field);
  const entries = asked.filter(isEntry).slice(MOST_ENTRIES);
  const who = await askWho(
    parts,
    work,
    asked.filter((each) => !entries.includes(each)).map((each) => each.field),
  );
  // Jira has no entry of the fields that move with every change, which would make them look like first values.
  const passive = new Set(parts.project.fields().flatMap(({ name, passive }) => (passive ? [name] : [])));
  const fields = told.map((each) => {
    const origins = who.get(each.field) ?? null;
    const known = origins !== null && passive.has(each.field) ? { ...origins, jira: null } : origins;
    return reasonOf(issue, each, known, policyOf(each.field, parts.project), true);
  });
  return { kind: 'why', issue, situation: work.plan.situation, commit: work.observation.commit, fields };
}

function isEntry({ field }: States): boolean {
  return field.includes(':');
}

/** The values are told in any case, even where nobody can be asked who gave them. */
async function askWho(parts: Parts, work: Work, fields: readonly string[]): Promise<ReadonlyMap<string, HoldOrigins>> {
  if (fields.length === 0) return new Map();
  try {
    const origins = await originsOf(parts, work, fields);
    return new Map(fields.flatMap((field, index) => (origins[index] ? [[field, origins[index]]] : [])));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn('not known who gave the values of a ticket', { ticket: work.ref, reason: error.message });
    return new Map();
  }
}

/** Jira's versions in the words of the file: what the file would be, had only Jira changed it. */
async function jiraTexts({ texts }: Parts, work: Work, settings: PlanSettings): Promise<JiraTexts> {
  const inNotation = new Set(
    work.plan.findings.flatMap(({ ref, jira }) => (typeof jira === 'object' && isText(jira) ? [ref] : [])),
  );
  const requests = textRequests(work.observation, work.matches, settings).filter(({ ref }) => inNotation.has(ref));
  const outcomes = await texts.reconcile(requests.map(({ input }) => asIfOnlyJiraChanged(input)));
  return new Map(
    requests.flatMap(({ ref }, index) => {
      const outcome = outcomes[index];
      return outcome?.kind === 'agreed' ? [[ref, outcome.markdown]] : [];
    }),
  );
}

function isText(value: object | null): boolean {
  return value !== null && 'kind' in value && (value.kind === 'wiki' || value.kind === 'adf');
}

function asIfOnlyJiraChanged(input: TextInput): TextInput {
  return { ...input, git: input.base?.markdown ?? '' };
}
