import { sameValue } from '../model/canonical.ts';
import { fingerprint } from '../model/fingerprint.ts';
import { sameJiraText } from '../model/text/reconcile/same-text.ts';
import type { TicketFormat } from '../model/ticket.ts';
import type { BaseWorklog, OlderJira, TicketBase } from '../snapshot/base.ts';
import { emptyPlan } from './empty-plan.ts';
import { holdOf } from './holds.ts';
import type { JiraTicket, JiraWorklog } from './jira-ticket.ts';
import type { Observation, PlanSettings } from './observation.ts';
import type { TicketPlan } from './plan.ts';

/**
 * True where Jira shows the ticket as it was before the two last agreed, and that is not on record yet. Nothing that is
 * done in Jira puts `updated` back; only a Jira that came from a backup does.
 */
export function isOlderInJira({ values, older }: TicketBase, ticket: JiraTicket): boolean {
  const [agreed, now] = [values.updated, ticket.values.updated];
  if (typeof agreed !== 'string' || typeof now !== 'string' || now >= agreed) return false;
  return older === undefined || now < older.updated;
}

/** True for a ticket of which something is as it was in a backup of Jira, and nobody has decided about it. */
export function isHeldAsOlder({ older }: Pick<TicketBase, 'older'>): boolean {
  return older !== undefined;
}

/**
 * First it goes on record what Jira shows now: from then on that is nobody's edit, whatever else is edited in Jira or
 * written to it. Until then neither side is written.
 */
export function planOlderInJira(
  observation: Observation,
  base: TicketBase,
  ticket: JiraTicket,
  settings: PlanSettings,
): TicketPlan {
  const reason = tellOlder(String(ticket.values.updated));
  const input = { field: 'file', kind: 'refused', reason, git: base.values.updated, jira: ticket.updated } as const;
  const hold = holdOf(base, input, settings.now);
  const marked = { ...base, holds: [hold], older: olderOf(base, ticket, settings.format) };
  return { ...emptyPlan(observation, 'known'), holds: [hold], base: marked };
}

/** What Jira shows of a ticket that came from a backup, where it differs from what was agreed. */
export function olderOf(base: TicketBase, ticket: JiraTicket, format: TicketFormat): OlderJira {
  const others = partsOf(base, ticket, format).filter(({ isAgreed }) => !isAgreed);
  const prints = Object.fromEntries(others.map(({ ref, print }) => [ref, print]));
  return { updated: String(ticket.values.updated), prints };
}

/** What is left of it once `base` is agreed: the parts that Jira still shows so. */
export function stillOlder(
  older: OlderJira | undefined,
  base: TicketBase,
  ticket: JiraTicket,
  format: TicketFormat,
): Pick<TicketBase, 'older'> {
  if (older === undefined) return {};
  const left = partsOf(base, ticket, format).filter(
    ({ ref, print, isAgreed }) => !isAgreed && older.prints[ref] === print,
  );
  if (left.length === 0) return {};
  return { older: { ...older, prints: Object.fromEntries(left.map(({ ref, print }) => [ref, print])) } };
}

/** The base once a person decided about these fields: what Jira shows of them counts as anybody's. */
export function withoutOlder({ older, ...base }: TicketBase, fields: readonly string[]): TicketBase {
  if (older === undefined) return base;
  const left = Object.entries(older.prints).filter(([ref]) => !fields.includes(ref));
  return left.length === 0 ? base : { ...base, older: { ...older, prints: Object.fromEntries(left) } };
}

/** Why a field, comment or time entry is held on which Jira is older; null where what Jira says of it counts. */
export function reasonOfOlder(base: TicketBase | null, ref: string, jira: unknown): string | null {
  const older = base?.older;
  if (older === undefined || !Object.hasOwn(older.prints, ref)) return null;
  return older.prints[ref] === fingerprint(jira) ? tellOlder(older.updated) : null;
}

/** A time entry as it is remembered. */
export function worklogState(worklog: JiraWorklog | null): unknown {
  return worklog && { seconds: worklog.seconds, started: worklog.started, comment: worklog.comment };
}

function tellOlder(updated: string): string {
  return `Jira shows it as of ${updated}, before both sides last agreed: was Jira restored from a backup?`;
}

type Part = { readonly ref: string; readonly print: string; readonly isAgreed: boolean };

/** What both sides agreed on and git may say too, with what Jira shows of it. What belongs to Jira alone is as Jira has it. */
function partsOf(base: TicketBase, ticket: JiraTicket, { fields }: TicketFormat): readonly Part[] {
  const part = (ref: string, jira: unknown, isAgreed: boolean) => ({ ref, print: fingerprint(jira), isAgreed });
  const values = fields.flatMap(({ name, kind, place, via }) => {
    const agreed = base.values[name];
    if (place !== 'front-matter' || kind === 'text' || via === 'nothing' || agreed === undefined) return [];
    const jira = ticket.values[name] ?? null;
    return [part(name, jira, sameValue(jira, agreed))];
  });
  const texts = Object.entries(base.texts).map(([name, text]) => {
    const jira = ticket.texts[name] ?? null;
    return part(name, jira, sameJiraText(jira, text.jira));
  });
  const comments = base.comments.map(({ id, text }) => {
    const jira = ticket.comments.find((comment) => comment.id === id)?.body ?? null;
    return part(`comment:${id}`, jira, jira !== null && sameJiraText(jira, text.jira));
  });
  const worklogs = base.worklogs.map((agreed) => {
    const jira = ticket.worklogs.find(({ id }) => id === agreed.id) ?? null;
    return part(`worklog:${agreed.id}`, worklogState(jira), jira !== null && isAsAgreed(jira, agreed));
  });
  return [...values, ...texts, ...comments, ...worklogs];
}

function isAsAgreed({ seconds, started, comment }: JiraWorklog, agreed: BaseWorklog): boolean {
  return seconds === agreed.seconds && started === agreed.started && sameJiraText(comment, agreed.comment.jira);
}
