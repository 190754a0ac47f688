import type { TextInput } from '../model/text/text-outcome.ts';
import type { TicketDoc } from '../model/ticket.ts';
import type { BaseComment, BaseWorklog } from '../snapshot/base.ts';
import { type CommentMatch, matchComments } from './match-comments.ts';
import { matchWorklogs, type WorklogMatch } from './match-worklogs.ts';
import { fileOf, type Observation, type PlanSettings } from './observation.ts';
import { reasonOfOlder, worklogState } from './older-jira.ts';

/** Which comment and which time entry is which on the three states. */
export type Matches = { readonly comments: readonly CommentMatch[]; readonly worklogs: readonly WorklogMatch[] };

/** A text whose three states want reconciling, under the reference that the plan asks for its outcome by. */
export type TextRequest = { readonly ref: string; readonly input: TextInput };

export function matchAll(observation: Observation): Matches {
  const ticket = observation.jira.kind === 'present' ? observation.jira.ticket : null;
  const doc = fileOf(observation)?.doc ?? null;
  // Without a file, git says nothing about comments: none was removed.
  const agreed = observation.base?.worklogs ?? [];
  return {
    comments: matchComments(
      doc === null ? [] : (observation.base?.comments ?? []),
      doc?.comments ?? [],
      ticket?.comments ?? [],
    ),
    worklogs: matchWorklogs(
      [...agreed, ...pushedOnRequest(observation, agreed)],
      observation.worklogs,
      ticket?.worklogs ?? [],
      observation.storedWorklogs,
      observation.begun,
      new Map(observation.requested.worklogs.flatMap(({ id, line }) => (line === null ? [] : [[id, line] as const]))),
    ),
  };
}

/** A line that was pushed for a time entry which Jira has on request already is that entry, as it was asked for. */
function pushedOnRequest({ requested, worklogs }: Observation, agreed: readonly BaseWorklog[]): readonly BaseWorklog[] {
  return requested.worklogs.filter(
    ({ id, line }) =>
      line !== null &&
      !agreed.some((known) => known.id === id || known.line === line) &&
      worklogs.some(({ worklog }) => worklog.id === line),
  );
}

/** Every text of a ticket that a plan may have to convert, compare or merge. */
export function textRequests(
  observation: Observation,
  matches: Matches,
  settings: PlanSettings,
): readonly TextRequest[] {
  return [
    ...fieldRequests(observation, settings),
    ...matches.comments.flatMap((match) => commentRequest(match, observation, settings)),
    ...matches.worklogs.flatMap((match) => worklogRequest(match, observation, settings)),
  ];
}

function fieldRequests(observation: Observation, settings: PlanSettings): readonly TextRequest[] {
  const doc = fileOf(observation)?.doc ?? null;
  const ticket = observation.jira.kind === 'present' ? observation.jira.ticket : null;
  return settings.format.fields
    .filter((field) => field.kind === 'text')
    .map(({ name }) => {
      const jira = ticket?.texts[name] ?? null;
      const state = doc === null ? asAsked(name, observation) : stateOf(name, doc, observation, jira);
      return request(name, settings, { ...state, jira });
    });
}

/** A text that Jira has from a backup did not grow out of what was agreed: the two meet as they are. */
function stateOf(
  name: string,
  doc: TicketDoc,
  { base }: Observation,
  jira: TextInput['jira'],
): Pick<TextInput, 'base' | 'git'> {
  const isOlder = reasonOfOlder(base, name, jira) !== null;
  return { base: isOlder ? null : (base?.texts[name] ?? null), git: doc.texts[name] ?? '' };
}

/**
 * Where git has nothing yet: the words that somebody asked for, so that Jira's notation takes nothing from them. Those
 * that Jira was not given are no base: they are git's own.
 */
function asAsked(ref: string, { requested }: Observation): Pick<TextInput, 'base' | 'git'> {
  const asked = requested.texts.get(ref) ?? null;
  return { base: asked === null || asked.jira === null ? null : asked, git: asked?.markdown ?? '' };
}

function commentRequest(
  { ref, base, git, jira }: CommentMatch,
  observation: Observation,
  settings: PlanSettings,
): readonly TextRequest[] {
  const body = jira?.body ?? null;
  const isOlder = reasonOfOlder(observation.base, ref, body) !== null;
  const states = { base: isOlder ? null : textOf(base), git: git?.comment.body ?? null, jira: body };
  return elementRequest(ref, states, jira !== null, observation, settings);
}

function worklogRequest(
  { ref, base, git, jira }: WorklogMatch,
  observation: Observation,
  settings: PlanSettings,
): readonly TextRequest[] {
  const isOlder = reasonOfOlder(observation.base, ref, worklogState(jira)) !== null;
  const agreed = isOlder ? null : (base?.comment ?? null);
  const states = { base: agreed, git: git?.worklog.comment ?? null, jira: jira?.comment ?? null };
  return elementRequest(ref, states, jira !== null, observation, settings);
}

function textOf(base: BaseComment | null): BaseWorklog['comment'] | null {
  return base?.text ?? null;
}

/** An element that one side has not is judged by its presence; only the side that has it speaks for the text. */
function elementRequest(
  ref: string,
  states: { readonly base: TextInput['base']; readonly git: string | null; readonly jira: TextInput['jira'] },
  inJira: boolean,
  observation: Observation,
  settings: PlanSettings,
): readonly TextRequest[] {
  if (states.git !== null && inJira) return [request(ref, settings, { ...states, git: states.git })];
  if (states.git !== null) return [request(ref, settings, { base: null, git: states.git, jira: null })];
  if (inJira) return [request(ref, settings, { ...asAsked(ref, observation), jira: states.jira })];
  return [];
}

function request(ref: string, settings: PlanSettings, states: Pick<TextInput, 'base' | 'git' | 'jira'>): TextRequest {
  return { ref, input: { kind: settings.text, people: settings.people, ...states } };
}
