import type { TicketBase } from '../snapshot/base.ts';
import type { EntryIds, JiraEntries } from './jira-side.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Observation, Unseen } from './observation.ts';
import type { Parts } from './parts.ts';
import { commentRef, worklogRef } from './unseen-entries.ts';

/**
 * The ladder of deletion for what lives inside a ticket: an agreed comment or time entry that the issue does not list is
 * asked for by its id; one that Jira does not show even then is believed to be gone when it is missing again later, while
 * the account and the project are still visible. `deletedWorklogs` are ids that Jira itself announced as deleted.
 */
export async function lookForEntries(
  parts: Parts,
  observations: readonly Observation[],
  deletedWorklogs: ReadonlySet<string>,
): Promise<readonly Observation[]> {
  const looked = await Promise.all(observations.map((observation) => lookForOwn(parts, observation, deletedWorklogs)));
  const confirmed = looked.some(({ unseen }) => [...unseen].some(([ref, each]) => restsOnAge(ref, each)));
  // Only somebody who may still see the project can tell that something is not in it.
  if (confirmed) await parts.jira.connect();
  return looked;

  function restsOnAge(ref: string, { believed }: Unseen): boolean {
    return believed && !deletedWorklogs.has(ref.slice('worklog:'.length));
  }
}

async function lookForOwn(
  parts: Parts,
  observation: Observation,
  deletedWorklogs: ReadonlySet<string>,
): Promise<Observation> {
  const { base, jira } = observation;
  if (base === null || jira.kind !== 'present') return observation;
  const missing = notListed(base, jira.ticket);
  if (countOf(missing) === 0)
    return observation.unseen.size === 0 ? observation : { ...observation, unseen: new Map() };
  const asked = { ...missing, worklogs: missing.worklogs.filter((id) => !deletedWorklogs.has(id)) };
  const found = countOf(asked) === 0 ? NOTHING : await parts.jira.readEntries(jira.ticket.id, asked);
  const ticket = withFound(jira.ticket, found);
  const unseen = unseenOf(parts, observation, notListed(base, ticket), deletedWorklogs);
  return { ...observation, jira: { kind: 'present', ticket }, unseen };
}

const NOTHING: JiraEntries = { comments: [], worklogs: [] };

/** Of what Jira does not tell at all, nothing is missing. */
function notListed(base: TicketBase, { comments, worklogs, hides }: JiraTicket): EntryIds {
  return {
    comments: hides.includes('comments') ? [] : without(base.comments, comments),
    worklogs: hides.includes('worklogs') ? [] : without(base.worklogs, worklogs),
  };
}

function without(agreed: readonly { readonly id: string }[], listed: readonly { readonly id: string }[]) {
  const ids = new Set(listed.map(({ id }) => id));
  return agreed.flatMap(({ id }) => (ids.has(id) ? [] : [id]));
}

function countOf({ comments, worklogs }: EntryIds): number {
  return comments.length + worklogs.length;
}

function withFound(ticket: JiraTicket, { comments, worklogs }: JiraEntries): JiraTicket {
  return { ...ticket, comments: [...ticket.comments, ...comments], worklogs: [...ticket.worklogs, ...worklogs] };
}

function unseenOf(
  { snapshot, clock, confirmDeletesMs }: Parts,
  { base, unseen }: Observation,
  { comments, worklogs }: EntryIds,
  deletedWorklogs: ReadonlySet<string>,
): ReadonlyMap<string, Unseen> {
  const now = clock();
  const known = snapshot.entryById(base?.id ?? '')?.unseen ?? {};
  const look = (ref: string, isProven: boolean): readonly [string, Unseen] => {
    const recorded = known[ref] ?? null;
    const believed = isProven || (recorded !== null && now - recorded >= confirmDeletesMs);
    return [ref, { sinceMs: recorded ?? unseen.get(ref)?.sinceMs ?? now, believed }];
  };
  return new Map([
    ...comments.map((id) => look(commentRef(id), false)),
    ...worklogs.map((id) => look(worklogRef(id), deletedWorklogs.has(id))),
  ]);
}
