import type { Policy } from '../../src/model/field.ts';
import { BUILT_IN_FIELDS } from '../../src/model/field-table.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { reconcileText } from '../../src/model/text/reconcile-text.ts';
import type { FieldProblem, GitComment, TicketDoc } from '../../src/model/ticket.ts';
import { ticketPath } from '../../src/model/ticket-key.ts';
import type { Values } from '../../src/model/value.ts';
import type { WorklogLine } from '../../src/model/worklog.ts';
import { worklogMonth } from '../../src/model/worklog-line.ts';
import type { JiraTicket } from '../../src/reconciler/jira-ticket.ts';
import {
  type GitFile,
  NOTHING_REQUESTED,
  type Observation,
  type PlanSettings,
  type TextOutcomes,
} from '../../src/reconciler/observation.ts';
import type { TicketPlan } from '../../src/reconciler/plan.ts';
import { planTicket } from '../../src/reconciler/plan-ticket.ts';
import { type Matches, matchAll, textRequests } from '../../src/reconciler/text-requests.ts';
import type { Hold, TicketBase } from '../../src/snapshot/base.ts';

export const KEY = 'APP-1';
export const ID = '10001';
export const NOW = '2026-02-20T12:00:00Z';
const BLOB = 'b'.repeat(40);
const COMMIT = 'c'.repeat(40);

export type ToldComment = {
  readonly id: string;
  readonly author: string;
  readonly at: string | null;
  readonly body: string;
};

/** `id` is Jira's, `line` the one in the line of the worklog file. */
export type ToldWorklog = {
  readonly id: string;
  readonly line: string | null;
  readonly author: string;
  readonly seconds: number;
  readonly started: string;
  readonly comment: string;
};

/** What a ticket says on one of the three states. Its texts are plain words: the same in Markdown and in wiki markup. */
export type Told = {
  readonly values: Values;
  readonly description: string;
  readonly comments: readonly ToldComment[];
  readonly worklogs: readonly ToldWorklog[];
};

/** The three states of one ticket, told the same way; what is left out is not there. */
export type World = {
  readonly base?: Told;
  readonly git?: Told;
  readonly jira?: Told | 'missing' | 'gone';
  readonly holds?: readonly Hold[];
  /** Values of the file that cannot be read. */
  readonly problems?: readonly FieldProblem[];
  /** Whatever else of the observation the test cares about. */
  readonly more?: Partial<Observation>;
};

const DEFAULTS: Values = {
  title: 'Login fails',
  type: 'Bug',
  status: 'To Do',
  priority: 'High',
  reporter: 'ann',
  created: '2026-02-01T08:00:00Z',
  updated: '2026-02-10T14:30:00Z',
};

/** A ticket with these values besides the usual ones, and with these texts, comments and time entries. */
export function ticket(values: Values = {}, more: Partial<Omit<Told, 'values'>> = {}): Told {
  const empty = Object.fromEntries(valueFields().map(({ name }) => [name, null]));
  return {
    values: { ...empty, ...DEFAULTS, ...values },
    description: 'It does not work.',
    comments: [],
    worklogs: [],
    ...more,
  };
}

export function comment(id: string, body: string, more: Partial<ToldComment> = {}): ToldComment {
  return { id, author: 'ann', at: `2026-02-11T09:00:0${id.length}Z`, body, ...more };
}

/** An hour of Bob's, unless said otherwise. The line carries Jira's id. */
export function worklog(id: string, more: Partial<ToldWorklog> = {}): ToldWorklog {
  return { id, line: id, author: 'bob', seconds: 3600, started: '2026-02-12T09:00:00Z', comment: '', ...more };
}

export function observationOf(world: World): Observation {
  const base = world.base ? { ...baseOf(world.base), holds: world.holds ?? [] } : null;
  const { jira = 'missing' } = world;
  return {
    key: KEY,
    path: ticketPath(KEY),
    commit: COMMIT,
    base,
    git: world.git ? fileOf(world.git, world.problems) : { kind: 'absent' },
    misnamed: null,
    removed: world.git === undefined && world.base ? fileOf(world.base) : null,
    returned: false,
    jira:
      typeof jira === 'string'
        ? jira === 'gone'
          ? { kind: 'gone', why: 'unseen' }
          : { kind: jira }
        : { kind: 'present', ticket: jiraTicketOf(jira) },
    unseen: new Map(),
    stopped: new Map(),
    rewound: [],
    worklogs: linesOf(world.git?.worklogs ?? world.base?.worklogs ?? []),
    storedWorklogs: base?.worklogs ?? [],
    worklogProblems: [],
    begun: new Set(),
    requested: NOTHING_REQUESTED,
    committer: 'bob',
    gitChangedAtMs: null,
    changeTimes: new Map(),
    ...world.more,
  };
}

/** The plan for a world, its texts reconciled in process. */
export function planOf(world: World, settings: Partial<PlanSettings> = {}): TicketPlan {
  return planObservation(observationOf(world), settingsWith(settings));
}

export function planObservation(observation: Observation, settings: PlanSettings): TicketPlan {
  const matches = matchAll(observation);
  return planTicket(observation, matches, outcomesOf(observation, matches, settings), settings);
}

export function outcomesOf(observation: Observation, matches: Matches, settings: PlanSettings): TextOutcomes {
  return new Map(textRequests(observation, matches, settings).map(({ ref, input }) => [ref, reconcileText(input)]));
}

export function settingsWith(more: Partial<PlanSettings> = {}): PlanSettings {
  return {
    project: 'APP',
    formerKeys: [],
    format: formatWith({}),
    text: 'wiki',
    people: { handleByJiraName: {}, jiraNameByHandle: {} },
    deletedInGit: 'restore',
    closeStatus: null,
    unborn: new Map(),
    refreshUpdated: false,
    commentAs: null,
    retryHeld: false,
    repairing: false,
    recording: false,
    names: {},
    newTicket: { type: 'Task' },
    now: NOW,
    ...more,
  };
}

/** The built-in fields, some of them with another policy. */
export function formatWith(policies: Readonly<Record<string, Policy>>): PlanSettings['format'] {
  const fields = BUILT_IN_FIELDS.map((field) => ({ ...field, policy: policies[field.name] ?? field.policy }));
  return { fields, secondsPerDay: 28_800, secondsPerWeek: 144_000 };
}

export function wiki(words: string): JiraText | null {
  return words === '' ? null : { kind: 'wiki', wiki: words };
}

export function docOf(told: Told, problems: readonly FieldProblem[] = []): TicketDoc {
  const comments = told.comments.map(({ author, at, body }): GitComment => ({ author, at, body }));
  return { values: told.values, texts: { description: told.description }, comments, problems };
}

export function fileOf(told: Told, problems: readonly FieldProblem[] = []): GitFile {
  return { kind: 'ticket', blob: BLOB, source: '', doc: docOf(told, problems) };
}

export function linesOf(worklogs: readonly ToldWorklog[]): readonly WorklogLine[] {
  const counts = new Map<string, number>();
  return worklogs.map(({ line: id, author, seconds, started, comment }) => {
    const month = worklogMonth(started);
    const line = (counts.get(month) ?? 0) + 1;
    counts.set(month, line);
    return { month, line, worklog: { id, issue: KEY, author, seconds, started, comment } };
  });
}

export function jiraTicketOf(told: Told): JiraTicket {
  const links = told.values.links ?? [];
  return {
    id: ID,
    key: KEY,
    updated: String(told.values.updated).replace('Z', '.000+0000'),
    values: told.values,
    texts: { description: wiki(told.description) },
    comments: told.comments.map(({ id, author, at, body }) => ({ id, author, at: at ?? NOW, body: wiki(body) })),
    worklogs: told.worklogs.map(({ line: _, comment, ...entry }) => ({ ...entry, comment: wiki(comment) })),
    hides: [],
    linkIds: Object.fromEntries((Array.isArray(links) ? links : []).map((link) => [link, `link of ${link}`])),
    changedBy: null,
  };
}

export function baseOf(told: Told): TicketBase {
  return {
    id: ID,
    key: KEY,
    values: told.values,
    texts: { description: textOf(told.description) },
    comments: told.comments.map(({ body, ...header }) => ({ ...header, text: textOf(body) })),
    worklogs: told.worklogs.map((entry) => ({ ...entry, comment: textOf(entry.comment) })),
    holds: [],
  };
}

function textOf(words: string) {
  return { markdown: words, jira: wiki(words) };
}

function valueFields() {
  return BUILT_IN_FIELDS.filter(({ place, kind }) => place === 'front-matter' && kind !== 'text');
}
