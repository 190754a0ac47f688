import { canonicalSet, sameValue } from '../model/canonical.ts';
import type { JiraText } from '../model/text/jira-text.ts';
import { sameJiraText } from '../model/text/reconcile/same-text.ts';
import type { TextBase } from '../model/text/text-outcome.ts';
import type { TicketFormat } from '../model/ticket.ts';
import type { Value, Values } from '../model/value.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { JiraAction } from './jira-action.ts';
import type { Receipt } from './jira-side.ts';
import { fileOf, type Observation, type PlanSettings, type TextOutcomes } from './observation.ts';
import { members } from './policy.ts';
import type { Matches } from './text-requests.ts';

/** An action that Jira carried out, and what it answered. */
export type Done = { readonly action: JiraAction; readonly receipt: Receipt };

/** What the actions were planned from. */
export type AcknowledgeContext = {
  readonly observation: Observation;
  readonly matches: Matches;
  readonly outcomes: TextOutcomes;
  readonly settings: PlanSettings;
};

/**
 * The base after Jira took some actions: for a moment both sides held what git said, so that is agreed. Whatever
 * Jira makes of it afterwards is then a change of Jira's, and reaches git. A value that came from a policy is not git's own;
 * it stays out, and is met again as equal on both sides. Of a merged text what git had changed is agreed.
 */
export function acknowledge(base: TicketBase, done: readonly Done[], context: AcknowledgeContext): TicketBase {
  return done.reduce((agreed, one) => acknowledgeOne(agreed, one, context), base);
}

/** Where a first meeting starts: nothing is agreed yet, but which issue it is. Null where Jira has none. */
export function baseToStartFrom({ base, jira }: Observation): TicketBase | null {
  if (base !== null || jira.kind !== 'present') return base;
  const { id, key } = jira.ticket;
  return { id, key, values: {}, texts: {}, comments: [], worklogs: [], holds: [] };
}

/** The base of a ticket that Jira just created: what was sent is agreed, what git has beyond that is still git's to say. */
export function baseOfCreated(
  action: Extract<JiraAction, { kind: 'create-issue' }>,
  receipt: { readonly id: string; readonly key: string },
  observation: Observation,
  format: TicketFormat,
): TicketBase {
  const doc = fileOf(observation)?.doc;
  const values: Record<string, Value> = {};
  for (const { name, kind } of format.fields) {
    if (kind === 'text') continue;
    const git = doc?.values[name] ?? null;
    if (git !== null) values[name] = sameValue(git, action.values[name] ?? null) ? git : null;
  }
  const texts = Object.entries(action.texts).map(([name, jira]) => [name, { markdown: doc?.texts[name] ?? '', jira }]);
  const { path, content } = action;
  const made = content === undefined ? {} : { made: { path, content } };
  return { ...receipt, values, texts: Object.fromEntries(texts), comments: [], worklogs: [], holds: [], ...made };
}

function acknowledgeOne(base: TicketBase, { action, receipt }: Done, context: AcknowledgeContext): TicketBase {
  switch (action.kind) {
    case 'create-issue':
    case 'delete-issue':
      return base;
    case 'update-issue':
      return acknowledgeUpdate(base, action, context);
    case 'transition':
      return { ...base, values: withOwn(base.values, { status: action.to }, context.observation) };
    case 'add-link':
      return { ...base, values: patched(base.values, 'links', [action.link], []) };
    case 'remove-link':
      return { ...base, values: patched(base.values, 'links', [], [action.link]) };
    case 'add-comment':
      if (action.about !== undefined) return { ...base, told: [...new Set([...(base.told ?? []), ...action.about])] };
      return acknowledgeComment(base, action, receipt.id, context);
    case 'edit-comment':
      return acknowledgeComment(base, action, action.comment, context);
    case 'remove-comment':
      return { ...base, comments: base.comments.filter((known) => known.id !== action.comment) };
    case 'add-worklog':
      return acknowledgeWorklog(base, action, receipt.id, context);
    case 'edit-worklog':
      return acknowledgeWorklog(base, action, action.worklog, context);
    case 'remove-worklog':
      return { ...base, worklogs: base.worklogs.filter((known) => known.id !== action.worklog) };
  }
}

function acknowledgeComment(
  base: TicketBase,
  action: Extract<JiraAction, { kind: 'add-comment' | 'edit-comment' }>,
  id: string | null,
  { matches, outcomes }: AcknowledgeContext,
): TicketBase {
  const match = matches.comments.find(({ ref }) => ref === action.ref);
  const git = match?.git?.comment;
  const text = git === undefined ? null : agreedOfText(outcomes, action.ref, git.body, action.body);
  if (git === undefined || id === null || text === null) return base;
  const comment = { id, author: git.author, at: git.at, text };
  return { ...base, comments: replaced(base.comments, match?.base?.id ?? id, comment) };
}

function acknowledgeWorklog(
  base: TicketBase,
  action: Extract<JiraAction, { kind: 'add-worklog' | 'edit-worklog' }>,
  id: string | null,
  { matches, outcomes }: AcknowledgeContext,
): TicketBase {
  const match = matches.worklogs.find(({ ref }) => ref === action.ref);
  const git = match?.git?.worklog;
  const text = git === undefined ? null : agreedOfText(outcomes, action.ref, git.comment, action.comment);
  if (git === undefined || id === null || text === null) return base;
  const { author } = git;
  // A create may have been begun in an earlier cycle, with what the line said then.
  const { seconds, started } = action.kind === 'add-worklog' ? action : git;
  const outcome = outcomes.get(action.ref);
  const isSent = outcome?.kind === 'agreed' && sameJiraText(outcome.jira, action.comment);
  const comment = isSent || action.kind !== 'add-worklog' ? text : { markdown: '', jira: action.comment };
  const worklog = { id, line: git.id, author, seconds, started, comment };
  return { ...base, worklogs: replaced(base.worklogs, match?.base?.id ?? id, worklog) };
}

/** The element that had this id replaced where it stands, or added at the end. One that was created again has a new id. */
function replaced<E extends { readonly id: string }>(elements: readonly E[], id: string, element: E): readonly E[] {
  if (!elements.some((known) => known.id === id)) return [...elements, element];
  return elements.map((known) => (known.id === id ? element : known));
}

/**
 * What is agreed of a text that Jira was given. One that was merged is not what git held: git still has to get the other
 * side's part, also where somebody pushes before that. Null where a policy took it from elsewhere.
 */
function agreedOfText(outcomes: TextOutcomes, ref: string, markdown: string, sent: JiraText | null): TextBase | null {
  const outcome = outcomes.get(ref);
  if (outcome?.kind !== 'agreed') return null;
  if (outcome.markdown === markdown) return { markdown, jira: sent };
  return outcome.own === undefined ? null : { markdown, jira: outcome.own };
}

function acknowledgeUpdate(
  base: TicketBase,
  action: Extract<JiraAction, { kind: 'update-issue' }>,
  { observation, outcomes }: AcknowledgeContext,
): TicketBase {
  const doc = fileOf(observation)?.doc;
  const withSets = Object.entries(action.sets).reduce(
    (values, [name, patch]) => patched(values, name, patch.add, patch.remove),
    base.values,
  );
  const texts = Object.entries(action.texts).flatMap(([name, jira]): readonly (readonly [string, TextBase])[] => {
    const text = agreedOfText(outcomes, name, doc?.texts[name] ?? '', jira);
    return text === null ? [] : [[name, text]];
  });
  return {
    ...base,
    values: withOwn(withSets, action.values, observation),
    texts: { ...base.texts, ...Object.fromEntries(texts) },
  };
}

/** Only git's own values: one that a policy took from elsewhere is none that git held. */
function withOwn(values: Values, written: Values, observation: Observation): Values {
  const doc = fileOf(observation)?.doc;
  const own = Object.entries(written).filter(([name, value]) => sameValue(value, doc?.values[name] ?? null));
  return { ...values, ...Object.fromEntries(own) };
}

function patched(values: Values, name: string, add: readonly string[], remove: readonly string[]): Values {
  const left = [...members(values[name] ?? null), ...add].filter((member) => !remove.includes(member));
  return { ...values, [name]: left.length === 0 ? null : canonicalSet(left) };
}
