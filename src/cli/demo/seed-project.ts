import type { Emulator } from '../../emulator/start-emulator.ts';
import { APP_TICKETS } from './sample-app-tickets.ts';
import { FIRMWARE_TICKETS } from './sample-firmware-tickets.ts';
import { SAMPLE_PROJECT } from './sample-people.ts';
import type { SampleTicket } from './sample-ticket.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The demo's clock: it runs in the past until the tickets are written, so that they have a history. */
export type PastClock = {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  readonly arrive: () => void;
};

export function createPastClock(startMs: number): PastClock {
  let behindMs = Date.now() - startMs;
  return {
    now: () => Date.now() - behindMs,
    advance: (ms) => {
      behindMs = Math.max(0, behindMs - ms);
    },
    arrive: () => {
      behindMs = 0;
    },
  };
}

/** Fills the emulator with the invented project. */
export function seedProject(jira: Emulator, clock: PastClock): void {
  const { key, name, components, versions } = SAMPLE_PROJECT;
  jira.admin.addProject({ key, name, lead: 'maria', components, versions });
  const board = jira.admin.addBoard(key, 'Lampyris board');
  const sprints = new Map([
    ['Spring 1', jira.admin.addSprint(board.id, 'Spring 1', 'active').id],
    ['Spring 2', jira.admin.addSprint(board.id, 'Spring 2', 'future').id],
  ]);
  const tickets = [...FIRMWARE_TICKETS, ...APP_TICKETS];
  for (const ticket of tickets) {
    clock.advance(9 * HOUR_MS);
    addTicket(jira, ticket, sprints, clock);
  }
  tickets.forEach((ticket, index) => {
    for (const other of ticket.blocks ?? []) jira.as(ticket.reporter).link('Blocks', keyOf(index + 1), keyOf(other));
    for (const other of ticket.relates ?? []) jira.as(ticket.reporter).link('Relates', keyOf(index + 1), keyOf(other));
  });
  clock.arrive();
}

/** The key of the demo's ticket at a place in the list, from 1. */
export function keyOf(place: number): string {
  return `${SAMPLE_PROJECT.key}-${place}`;
}

function addTicket(jira: Emulator, ticket: SampleTicket, sprints: ReadonlyMap<string, number>, clock: PastClock): void {
  const reporter = jira.as(ticket.reporter);
  const { key } = reporter.createIssue(SAMPLE_PROJECT.key, ticket.type, fieldsOf(jira, ticket, sprints));
  for (const { by, text } of ticket.comments ?? []) {
    clock.advance(HOUR_MS);
    jira.as(by).comment(key, text);
  }
  for (const { by, time, text } of ticket.worklogs ?? []) {
    clock.advance(HOUR_MS);
    jira.as(by).logWork(key, {
      timeSpent: time,
      startedMs: clock.now() - 10 * HOUR_MS,
      ...(text === '' ? {} : { comment: text }),
    });
  }
  for (const status of ticket.path ?? []) jira.as(ticket.assignee ?? ticket.reporter).transition(key, status);
}

function fieldsOf(jira: Emulator, ticket: SampleTicket, sprints: ReadonlyMap<string, number>): Record<string, unknown> {
  const named = (names: readonly string[] | undefined) => names?.map((name) => ({ name }));
  const fields: Record<string, unknown> = {
    summary: ticket.title,
    description: ticket.description === '' ? undefined : ticket.description,
    priority: { name: ticket.priority ?? 'Medium' },
    assignee: ticket.assignee === undefined ? undefined : personOf(jira, ticket.assignee),
    labels: ticket.labels,
    components: named(ticket.components),
    fixVersions: named(ticket.fixVersion === undefined ? undefined : [ticket.fixVersion]),
    duedate: ticket.dueInDays === undefined ? undefined : dayIn(ticket.dueInDays),
    timetracking: ticket.estimate === undefined ? undefined : { originalEstimate: ticket.estimate },
    customfield_10016: ticket.points,
    customfield_10020: ticket.sprint === undefined ? undefined : sprints.get(ticket.sprint),
    ...relativesOf(jira, ticket),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Server has a field of its own for the epic, and asks an epic for its name; on Cloud the epic is the parent. */
function relativesOf(jira: Emulator, { type, title, epic, parent }: SampleTicket): Record<string, unknown> {
  const isServer = jira.settings.personality === 'server';
  return {
    ...(parent === undefined ? {} : { parent: { key: keyOf(parent) } }),
    ...(epic === undefined ? {} : isServer ? { customfield_10014: keyOf(epic) } : { parent: { key: keyOf(epic) } }),
    ...(type === 'Epic' && isServer ? { customfield_10011: title } : {}),
  };
}

function personOf(jira: Emulator, name: string): Record<string, string> {
  return jira.settings.personality === 'server' ? { name } : { accountId: jira.admin.user(name).accountId };
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}
