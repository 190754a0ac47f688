import { fingerprint } from '../model/fingerprint.ts';
import { inPresentNames, type Renaming, renamingsIn } from '../model/names.ts';
import type { JiraText } from '../model/text/jira-text.ts';
import type { TicketDoc } from '../model/ticket.ts';
import type { Value } from '../model/value.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { emptyPlan } from './empty-plan.ts';
import { holdOf } from './holds.ts';
import type { Observation, PlanSettings, TextOutcomes } from './observation.ts';
import type { TicketPlan } from './plan.ts';
import { outcomeOf } from './text-decision.ts';

/**
 * A file without a key is a ticket to be. It is created with what Jira takes at birth; status, links, comments
 * and time entries follow once it exists, as ordinary differences.
 */
export function planCreate(
  observation: Observation,
  doc: TicketDoc,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TicketPlan {
  const plan = emptyPlan(observation, 'new-in-git');
  const problem = doc.problems[0];
  const texts = createTexts(settings, outcomes);
  const reason = problem ? `line ${problem.line}: ${problem.field}: ${problem.reason}` : texts.reason;
  if (reason !== null) {
    const input = { field: 'file', kind: 'unreadable', reason, git: doc, jira: null } as const;
    return { ...plan, holds: [holdOf(null, input, settings.now)] };
  }
  const uid = observation.requested.uid ?? fingerprint([observation.commit, observation.path]);
  const values = createValues(doc, settings);
  const action = {
    kind: 'create-issue',
    uid,
    path: observation.path,
    ...contentOf(observation),
    values,
    texts: texts.texts,
    reason: 'new in git',
  } as const;
  const finding = {
    ref: 'file',
    verdict: 'git',
    base: null,
    git: values,
    jira: null,
    desired: values,
    rule: 'only git has it',
    renamings: renamingsOf(doc, settings),
  } as const;
  return {
    ...plan,
    jira: [action],
    findings: [finding],
    stakes: { file: { git: doc, jira: null } },
    approximated: texts.approximated,
  };
}

/** By what it said, the file is known again where the snapshot forgot that it was created. */
function contentOf({ git }: Observation): { readonly content?: Oid } {
  return git.kind === 'ticket' && git.blob !== '' ? { content: git.blob } : {};
}

function createValues(doc: TicketDoc, settings: PlanSettings): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const field of settings.format.fields) {
    const said = doc.values[field.name] ?? settings.newTicket[field.name] ?? null;
    const value = inPresentNames(said, field, settings.names);
    if (field.via === 'edit' && field.kind !== 'text' && value !== null) values[field.name] = value;
  }
  return values;
}

function renamingsOf(doc: TicketDoc, { format, names }: PlanSettings): readonly Renaming[] {
  return format.fields.flatMap((field) => renamingsIn(doc.values[field.name] ?? null, field, names));
}

function createTexts(settings: PlanSettings, outcomes: TextOutcomes) {
  const texts: Record<string, JiraText | null> = {};
  const approximated: string[] = [];
  let reason: string | null = null;
  for (const { name } of settings.format.fields.filter((field) => field.kind === 'text')) {
    const outcome = outcomeOf(outcomes, name);
    if (outcome.kind === 'refused') reason ??= `${name}, line ${outcome.line} of the text: ${outcome.reason}`;
    if (outcome.kind !== 'agreed') continue;
    if (outcome.jira !== null) texts[name] = outcome.jira;
    approximated.push(...outcome.approximated.map((what) => `${name}: ${what}`));
  }
  return { texts, approximated, reason };
}
