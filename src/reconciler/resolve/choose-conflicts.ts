import type { TextInput } from '../../model/text/text-outcome.ts';
import type { Hold } from '../../snapshot/base.ts';
import { itemOf } from '../cycle-report.ts';
import type { PlanSettings } from '../observation.ts';
import type { TextService } from '../text/text-service.ts';
import type { Work } from '../work.ts';
import { type Contested, contestedOf } from './contested.ts';
import { decideConflict, jiraMarkdown } from './decide-conflict.ts';
import { beginDecision, type Decision } from './decision.ts';
import { type Choice, type Merged, readMerged } from './merged-value.ts';
import type { ResolveOutcome, ResolveRequest, Settled } from './resolve-request.ts';

export type Chosen =
  | { readonly kind: 'decision'; readonly decision: Decision; readonly settled: readonly Settled[] }
  | { readonly kind: 'answer'; readonly outcome: ResolveOutcome };

type Rules = Pick<PlanSettings, 'format' | 'text' | 'people'>;

/** What a request comes to as the ticket stands now: a decision, or why there is none. */
export async function chooseConflicts(
  request: ResolveRequest,
  work: Work,
  rules: Rules,
  texts: TextService,
): Promise<Chosen> {
  const holds = heldConflicts(work, request.field);
  if (holds.length === 0) return answer({ kind: 'not-in-conflict', reason: whyNone(request, work) });
  const changed = changedSince(request, work, holds);
  if (changed !== null) return answer({ kind: 'changed', reason: changed, item: itemOf(work, 'planned') });
  const { base } = work.observation;
  if (base === null) return answer(invalid(request.issue, NOT_HERE));
  let decision = beginDecision(base);
  for (const { field } of holds) {
    const contested = contestedOf(field, work, rules.format);
    if (contested === null) return answer(invalid(field, NOT_HERE));
    const reading = await readChoice(request, field, contested, work, rules, texts);
    if (reading.kind === 'invalid') return answer(invalid(field, reason(contested, reading.reason)));
    decision = decideConflict(decision, contested, reading.choice, work);
  }
  return { kind: 'decision', decision, settled: holds.map(({ field }) => settledOf(field, request, work)) };
}

/** What of a ticket is in conflict now; of one field where it is given. */
export function heldConflicts({ plan }: Work, field: string | null): readonly Hold[] {
  return plan.holds.filter((hold) => hold.kind === 'conflict' && (field === null || hold.field === field));
}

const NOT_HERE = 'cannot be settled by taking a side: its reason says what to do';
const GONE = 'Jira has removed the ticket, and only a new one can take its place: rename the file, or take jira';

function whyNone({ issue, field }: ResolveRequest, work: Work): string {
  const conflicts = heldConflicts(work, null).map((hold) => hold.field);
  if (field === null) return `Nothing of ${issue} is in conflict: nothing was changed`;
  const other = work.plan.holds.find((hold) => hold.field === field);
  if (other !== undefined) return `${field} of ${issue} is held, but not in conflict: ${other.reason}`;
  const those = conflicts.length === 0 ? 'nothing of it is' : `these are: ${conflicts.join(', ')}`;
  return `${field} of ${issue} is not in conflict (${those}): nothing was changed`;
}

/** Nothing is overruled that nobody has looked at. */
function changedSince({ issue, seen }: ResolveRequest, work: Work, holds: readonly Hold[]): string | null {
  const onRecord = work.observation.base?.holds.filter(({ kind }) => kind === 'conflict') ?? [];
  const looked = seen === null ? new Map(onRecord.map((hold) => [hold.field, hold])) : new Map(Object.entries(seen));
  const others = holds.filter(({ field, git, jira }) => {
    const before = looked.get(field);
    return before === undefined || before.git !== git || before.jira !== jira;
  });
  if (others.length === 0) return null;
  const fields = others.map(({ field }) => field).join(', ');
  return `${fields} of ${issue} changed meanwhile: nothing was decided, look at it again`;
}

type ChoiceReading =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'invalid'; readonly reason: string };

async function readChoice(
  { take, value, field: named }: ResolveRequest,
  field: string,
  contested: Contested,
  work: Work,
  rules: Rules,
  texts: TextService,
): Promise<ChoiceReading> {
  if (contested.kind === 'gone' && take === 'git') return { kind: 'invalid', reason: GONE };
  if (take !== 'merged') return { kind: 'choice', choice: { take, merged: null } };
  if (named === null) return { kind: 'invalid', reason: 'a value is for one field: name it' };
  const merged = readMerged(contested, value, rules.format);
  if (merged.kind === 'invalid') return merged;
  const damage = await damageOf(merged, field, contested, work, rules, texts);
  return damage === null ? { kind: 'choice', choice: { take, merged } } : { kind: 'invalid', reason: damage };
}

/** Why a text cannot be carried to Jira, such as a carrier of Jira's own notation that was damaged by hand; null where it can. */
async function damageOf(
  merged: Merged,
  ref: string,
  contested: Contested,
  { observation, outcomes }: Work,
  { text: kind, people }: Rules,
  texts: TextService,
): Promise<string | null> {
  const git = merged.kind === 'text' ? merged.text : merged.kind === 'worklog' ? merged.members.comment : undefined;
  if (git === undefined) return null;
  const jira = jiraTextOf(contested, observation);
  const base = { markdown: jiraMarkdown(outcomes.get(ref) ?? null), jira };
  const [outcome] = await texts.reconcile([{ kind, people, base, git, jira }]);
  return outcome?.kind === 'refused' ? `line ${outcome.line} of the text: ${outcome.reason}` : null;
}

function jiraTextOf(contested: Contested, { jira }: Work['observation']): TextInput['jira'] {
  switch (contested.kind) {
    case 'text':
      return jira.kind === 'present' ? (jira.ticket.texts[contested.field.name] ?? null) : null;
    case 'comment':
      return contested.match.jira?.body ?? null;
    case 'worklog':
      return contested.match.jira?.comment ?? null;
    default:
      return null;
  }
}

function settledOf(field: string, { take }: ResolveRequest, { plan }: Work): Settled {
  const { base = null, git = null, jira = null } = plan.findings.find(({ ref }) => ref === field) ?? {};
  return { field, take, base, git, jira };
}

/** What is wrong with a value names its field already. */
function reason(contested: Contested, words: string): string {
  return contested.kind === 'value' ? words.replace(`"${contested.field.name}": `, '') : words;
}

function invalid(field: string, words: string): ResolveOutcome {
  return { kind: 'invalid', reason: `${field}: ${words}`, fields: { [field]: words } };
}

function answer(outcome: ResolveOutcome): Chosen {
  return { kind: 'answer', outcome };
}
