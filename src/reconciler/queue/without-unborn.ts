import { temporaryKeys } from '../../model/temporary-key.ts';
import { holdOf } from '../holds.ts';
import { type JiraAction, refsOf } from '../jira-action.ts';
import type { PlanSettings, TextOutcomes } from '../observation.ts';
import type { TicketPlan } from '../plan.ts';

/** Temporary keys whose tickets Jira has not got yet, with the reason, where there is one more than time. */
export type Unborn = ReadonlyMap<string, string>;

type Context = { readonly outcomes: TextOutcomes; readonly unborn: Unborn };

/**
 * The plan without what mentions a ticket that is not in Jira yet: it waits, visibly, until the branch has the real key
 * in its place. A ticket of its own is created without such parts (two that name each other could else never begin),
 * and gets them as an ordinary difference afterwards.
 */
export function withoutUnborn(plan: TicketPlan, outcomes: TextOutcomes, settings: PlanSettings): TicketPlan {
  const { unborn, now } = settings;
  if (unborn.size === 0 || plan.jira.length === 0) return plan;
  const stripped = plan.jira.map((action) => strip(action, { outcomes, unborn }));
  const waiting = stripped.flatMap(({ waits }) => waits);
  if (stripped.every(({ left }, index) => left === plan.jira[index])) return plan;
  const holds = [...new Map(waiting.map((wait) => [wait.ref, wait])).values()].map(({ ref, key }) => {
    const stake = plan.stakes[ref] ?? { git: null, jira: null };
    const reason = `waits for ${key}: ${unborn.get(key)}`;
    return holdOf(plan.base, { field: ref, kind: 'unreadable', reason, git: stake.git, jira: stake.jira }, now);
  });
  const all = [...plan.holds, ...holds];
  const base = plan.base === null ? null : { ...plan.base, holds: all };
  return { ...plan, jira: stripped.flatMap(({ left }) => left ?? []), holds: all, base };
}

type Stripped = {
  readonly left: JiraAction | null;
  readonly waits: readonly { readonly ref: string; readonly key: string }[];
};

function strip(action: JiraAction, context: Context): Stripped {
  if (action.kind === 'create-issue') return stripCreate(action, context);
  const waits = refsOf(action).flatMap((ref) => {
    const key = firstUnborn(sentFor(action, ref, context.outcomes), context.unborn);
    return key === null ? [] : [{ ref, key }];
  });
  if (waits.length === 0) return { left: action, waits };
  if (action.kind !== 'update-issue') return { left: null, waits };
  const left = withoutFields(action, new Set(waits.map(({ ref }) => ref)));
  return { left: refsOf(left).length === 0 ? null : left, waits };
}

function stripCreate(action: Extract<JiraAction, { kind: 'create-issue' }>, context: Context): Stripped {
  const names = [...Object.keys(action.values), ...Object.keys(action.texts)];
  const late = names.filter((name) => firstUnborn(sentFor(action, name, context.outcomes), context.unborn) !== null);
  if (late.length === 0) return { left: action, waits: [] };
  const inTitle = firstUnborn([action.values.title], context.unborn);
  if (inTitle !== null) return { left: null, waits: [{ ref: 'file', key: inTitle }] };
  return { left: withoutFields(action, new Set(late)), waits: [] };
}

/** What Jira would be sent for one field or element, as git says it: Jira's notation may break a key with escapes. */
function sentFor(action: JiraAction, ref: string, outcomes: TextOutcomes): readonly unknown[] {
  switch (action.kind) {
    case 'create-issue':
      return [action.values[ref], markdownOf(outcomes, ref)];
    case 'update-issue':
      return [action.values[ref], action.sets[ref]?.add, Object.hasOwn(action.texts, ref) && markdownOf(outcomes, ref)];
    case 'transition':
      return [action.to, ...Object.values(action.values)];
    case 'add-link':
      return [action.link];
    case 'add-comment':
    case 'edit-comment':
    case 'add-worklog':
    case 'edit-worklog':
      return [markdownOf(outcomes, ref)];
    case 'delete-issue':
    case 'remove-link':
    case 'remove-comment':
    case 'remove-worklog':
      return [];
  }
}

function markdownOf(outcomes: TextOutcomes, ref: string): string {
  const outcome = outcomes.get(ref);
  return outcome?.kind === 'agreed' ? outcome.markdown : '';
}

function firstUnborn(sent: readonly unknown[], unborn: Unborn): string | null {
  const words = sent.flat().filter((value): value is string => typeof value === 'string');
  return words.flatMap(temporaryKeys).find((key) => unborn.has(key)) ?? null;
}

function withoutFields<Action extends Extract<JiraAction, { kind: 'create-issue' | 'update-issue' }>>(
  action: Action,
  names: ReadonlySet<string>,
): Action {
  const left = { ...action, values: omit(action.values, names), texts: omit(action.texts, names) };
  return 'sets' in left ? { ...left, sets: omit(left.sets, names) } : left;
}

function omit<V>(record: Readonly<Record<string, V>>, names: ReadonlySet<string>): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));
}
