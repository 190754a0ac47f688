import { ticketPath } from '../../model/ticket-key.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { IndexEntry } from '../../snapshot/index-entry.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import { NOTHING_REQUESTED, type Observation, type Requested } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { actionOf, keyOf } from './ledger.ts';
import { baseOfTwin, requestedTexts, requestedWorklogs } from './twin.ts';

/** What the ledger knows of a ticket, from the lines that are about it. */
export function requestedOf(entries: readonly RequestEntry[]): Requested {
  if (entries.length === 0) return NOTHING_REQUESTED;
  const open = entries.filter(({ state }) => state === 'sent');
  return {
    ...NOTHING_REQUESTED,
    worklogs: requestedWorklogs(entries),
    texts: requestedTexts(entries),
    awaited: new Set(open.flatMap(({ line }) => line ?? [])),
  };
}

/**
 * A file for which an issue was made already: its name, its values and its issue come together as those of any ticket,
 * from what was asked for. Until that loses nothing, it waits; where nothing was made, it is a new ticket.
 */
export async function joinTwin(
  parts: Parts,
  observation: Observation,
  asked: RequestEntry,
  entry: IndexEntry | null,
): Promise<Observation> {
  const apart: Observation = { ...observation, key: null, base: null, jira: { kind: 'missing' }, worklogs: [] };
  const requested = { ...NOTHING_REQUESTED, uid: actionOf(asked).uid };
  if (asked.result === null) return { ...apart, requested };
  const { git, jira, commit, base, key } = observation;
  if (git.kind !== 'ticket') return { ...apart, requested };
  if (jira.kind !== 'present')
    return blocked(apart, `${keyOf(parts.snapshot, asked)}, which it became, is not in Jira`);
  if (entry !== null && !(await isAgreed(parts, entry, commit))) {
    return blocked(apart, `it became ${entry.key}, where something waits: see \`tract status ${entry.key}\``);
  }
  const issue = { id: jira.ticket.id, key: key ?? jira.ticket.key, worklogs: base?.worklogs ?? [] };
  const joined = baseOfTwin(asked, issue, git.doc, parts.project.format(), parts.project.newTicketDefaults());
  return { ...observation, base: joined };
}

/**
 * A file that was made into this ticket, pushed again after the ticket got its own: what is left to say of it is what
 * Jira and the snapshot know. Until its own file says no more than that, it waits.
 */
export async function joinOwnFile(
  parts: Parts,
  observation: Observation,
  made: TicketBase,
  known: TicketBase,
): Promise<Observation> {
  const entry = parts.snapshot.entryById(known.id);
  if (entry !== null && (await isAgreed(parts, entry, observation.commit))) {
    return { ...observation, base: { ...made, worklogs: known.worklogs }, misnamed: { kind: 'again' } };
  }
  const apart: Observation = { ...observation, key: null, base: null, jira: { kind: 'missing' }, worklogs: [] };
  return blocked(apart, `it became ${known.key}, where something waits: see \`tract status ${known.key}\``);
}

function blocked(apart: Observation, reason: string): Observation {
  return { ...apart, requested: { ...NOTHING_REQUESTED, blocked: reason } };
}

/** True where the ticket's own file says nothing that Jira and the snapshot do not: it may be written anew. */
async function isAgreed({ store }: Parts, entry: IndexEntry, commit: string | null): Promise<boolean> {
  if (entry.pending || commit === null) return false;
  const path = ticketPath(entry.key);
  const blob = (await store.lookUp(commit, [path])).get(path)?.oid ?? null;
  return blob === null || blob === entry.blob;
}
