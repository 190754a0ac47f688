import type { TicketDoc, TicketEdit } from '../model/ticket.ts';
import { ticketPath } from '../model/ticket-key.ts';
import type { GitAction } from './git-action.ts';
import type { JiraTicket } from './jira-ticket.ts';
import { fileOf, type Observation, type PlanSettings, type TextOutcomes } from './observation.ts';
import { stillOlder } from './older-jira.ts';
import { EMPTY_PART, joinParts, type PlanPart, type Situation, type TicketPlan } from './plan.ts';
import { planComments } from './plan-comments.ts';
import { planTexts } from './plan-texts.ts';
import { planValues, type ValuesPlan } from './plan-values.ts';
import { planWorklogs } from './plan-worklogs.ts';
import { NOT_ITS_NAME } from './renames/renamed-back.ts';
import { tellConflicts } from './tell-conflicts.ts';
import type { Matches } from './text-requests.ts';
import { valueActions } from './value-actions.ts';

const NEW_DOC: TicketDoc = { values: {}, texts: {}, comments: [], problems: [] };

/** The plan for a ticket that Jira holds; `doc` null where git has no file yet. */
export function planBoth(
  situation: Situation,
  observation: Observation,
  doc: TicketDoc | null,
  ticket: JiraTicket,
  matches: Matches,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TicketPlan {
  const values = planValues(observation, doc ?? NEW_DOC, ticket, settings);
  const texts = planTexts(observation, doc, ticket, outcomes, settings);
  const context = { observation, ticket, outcomes, settings };
  const comments = planComments(matches.comments, doc, context);
  const worklogs = planWorklogs(matches.worklogs, context);
  const edit = { values: values.git, texts: texts.gitTexts, comments: comments.slots };
  const content = joinParts([valuesPart(values, ticket, texts.jiraTexts), texts, comments, worklogs]);
  const { told, ...telling } = tellConflicts(observation, ticket, content, settings);
  const parts = joinParts([content, { ...EMPTY_PART, ...telling }]);
  const base = {
    id: ticket.id,
    key: ticket.key,
    values: values.agreed,
    texts: texts.agreed,
    comments: comments.agreed,
    worklogs: worklogs.agreed,
    holds: parts.holds,
    ...(told.length === 0 ? {} : { told }),
  };
  return {
    ...parts,
    key: ticket.key,
    path: observation.path,
    situation,
    git: [...writeTicket(observation, ticket, edit, values, settings), ...parts.git],
    base: { ...base, ...stillOlder(observation.base?.older, base, ticket, settings.format) },
    forget: false,
  };
}

function valuesPart(values: ValuesPlan, ticket: JiraTicket, texts: Parameters<typeof valueActions>[2]): PlanPart {
  const { findings, holds } = values;
  const stakes = Object.fromEntries(
    [...values.jira].map(([field, git]) => [field.name, { git, jira: ticket.values[field.name] ?? null }]),
  );
  return { ...EMPTY_PART, findings, holds, stakes, jira: valueActions(ticket, values.jira, texts) };
}

/** A file is written where something in it changes, or where it has not its ticket's name. */
function writeTicket(
  observation: Observation,
  ticket: JiraTicket,
  edit: TicketEdit,
  values: ValuesPlan,
  settings: PlanSettings,
): readonly GitAction[] {
  const to = ticketPath(ticket.key);
  const changes = Object.keys(edit.values).length + Object.keys(edit.texts).length > 0 || edit.comments !== null;
  const refresh = settings.refreshUpdated && Object.keys(values.passive).length > 0;
  const isNew = observation.git.kind !== 'ticket';
  const reason = isNew ? 'not in git' : observation.misnamed === null ? 'changed in Jira' : NOT_ITS_NAME;
  if (!isNew && !changes && !refresh && observation.path === to) return [];
  const from = fileOf(observation)?.blob ?? null;
  const path = isNew ? to : observation.path;
  const withPassive = { ...edit, values: { ...edit.values, ...values.passive } };
  const over = observation.misnamed?.kind === 'again' ? ({ over: true } as const) : {};
  return [{ kind: 'write-ticket', path, to, from, edit: withPassive, ...over, reason }];
}
