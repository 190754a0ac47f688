import type { TicketBase } from '../snapshot/base.ts';
import type { Observation } from './observation.ts';

/** The references by which holds, texts and the index name what lives inside a ticket. */
export function commentRef(id: string): string {
  return `comment:${id}`;
}

export function worklogRef(id: string): string {
  return `worklog:${id}`;
}

/** True while it is not known whether Jira has lost this comment or time entry: until then nothing is done about it. */
export function isAwaited({ unseen }: Pick<Observation, 'unseen'>, ref: string): boolean {
  return unseen.get(ref)?.believed === false;
}

/** Why a change in git of comments or time entries waits that Jira does not tell of. */
export function tellHidden(what: string): string {
  return `Jira does not show the ${what} of this issue (hidden in its field configuration, or time tracking is off)`;
}

export function waitsForEntries({ unseen }: Pick<Observation, 'unseen'>): boolean {
  return [...unseen.values()].some(({ believed }) => !believed);
}

/** The references of every comment and time entry that both sides hold. */
export function agreedRefs(base: TicketBase | null): ReadonlySet<string> {
  const comments = (base?.comments ?? []).map(({ id }) => commentRef(id));
  return new Set([...comments, ...(base?.worklogs ?? []).map(({ id }) => worklogRef(id))]);
}
