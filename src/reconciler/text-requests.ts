import type { TextInput } from '../model/text/text-outcome.ts';
import type { BaseComment, BaseWorklog } from '../snapshot/base.ts';
import { type CommentMatch, matchComments } from './match-comments.ts';
import { matchWorklogs, type WorklogMatch } from './match-worklogs.ts';
import { fileOf, type Observation, type PlanSettings } from './observation.ts';

/** Which comment and which time entry is which on the three states. */
export type Matches = { readonly comments: readonly CommentMatch[]; readonly worklogs: readonly WorklogMatch[] };

/** A text whose three states want reconciling, under the reference that the plan asks for its outcome by. */
export type TextRequest = { readonly ref: string; readonly input: TextInput };

export function matchAll(observation: Observation): Matches {
  const ticket = observation.jira.kind === 'present' ? observation.jira.ticket : null;
  const doc = fileOf(observation)?.doc ?? null;
  // Without a file, git says nothing about comments: none was removed.
  return {
    comments: matchComments(
      doc === null ? [] : (observation.base?.comments ?? []),
      doc?.comments ?? [],
      ticket?.comments ?? [],
    ),
    worklogs: matchWorklogs(
      observation.base?.worklogs ?? [],
      observation.worklogs,
      ticket?.worklogs ?? [],
      observation.storedWorklogs,
      observation.begun,
    ),
  };
}

/** Every text of a ticket that a plan may have to convert, compare or merge. */
export function textRequests(
  observation: Observation,
  matches: Matches,
  settings: PlanSettings,
): readonly TextRequest[] {
  return [
    ...fieldRequests(observation, settings),
    ...matches.comments.flatMap((match) => commentRequest(match, settings)),
    ...matches.worklogs.flatMap((match) => worklogRequest(match, settings)),
  ];
}

function fieldRequests(observation: Observation, settings: PlanSettings): readonly TextRequest[] {
  const doc = fileOf(observation)?.doc ?? null;
  const ticket = observation.jira.kind === 'present' ? observation.jira.ticket : null;
  return settings.format.fields
    .filter((field) => field.kind === 'text')
    .map(({ name }) =>
      request(name, settings, {
        base: doc === null ? null : (observation.base?.texts[name] ?? null),
        git: doc?.texts[name] ?? '',
        jira: ticket?.texts[name] ?? null,
      }),
    );
}

function commentRequest({ ref, base, git, jira }: CommentMatch, settings: PlanSettings): readonly TextRequest[] {
  const states = { base: textOf(base), git: git?.comment.body ?? null, jira: jira?.body ?? null };
  return elementRequest(ref, states, jira !== null, settings);
}

function worklogRequest({ ref, base, git, jira }: WorklogMatch, settings: PlanSettings): readonly TextRequest[] {
  const states = { base: base?.comment ?? null, git: git?.worklog.comment ?? null, jira: jira?.comment ?? null };
  return elementRequest(ref, states, jira !== null, settings);
}

function textOf(base: BaseComment | null): BaseWorklog['comment'] | null {
  return base?.text ?? null;
}

/** An element that one side has not is judged by its presence; only the side that has it speaks for the text. */
function elementRequest(
  ref: string,
  states: { readonly base: TextInput['base']; readonly git: string | null; readonly jira: TextInput['jira'] },
  inJira: boolean,
  settings: PlanSettings,
): readonly TextRequest[] {
  if (states.git !== null && inJira) return [request(ref, settings, { ...states, git: states.git })];
  if (states.git !== null) return [request(ref, settings, { base: null, git: states.git, jira: null })];
  if (inJira) return [request(ref, settings, { base: null, git: '', jira: states.jira })];
  return [];
}

function request(ref: string, settings: PlanSettings, states: Pick<TextInput, 'base' | 'git' | 'jira'>): TextRequest {
  return { ref, input: { kind: settings.text, people: settings.people, ...states } };
}
