import type { Queue } from '../../model/queue-entry.ts';
import { ticketName } from '../../model/ticket-key.ts';
import type { JiraAction } from '../jira-action.ts';

/** How long what was done offline has waited, as ranks: 0 is the oldest. What is in no queue comes after all that is. */
export interface QueueOrder {
  /** Keys and paths of new files, those first that wait longest. Those of equal rank stay as they were. */
  sorted(refs: readonly string[]): readonly string[];
  /** The actions of one ticket, with the time that is logged among them in its order and all else in its place. */
  inOrder(actions: readonly JiraAction[]): readonly JiraAction[];
  /** The rank of a time entry by its reference, such as `worklog:new-ID`. */
  rankOf(ref: string): number;
}

const NEW = 'worklog:new-';

export function queueOrder({ queued }: Queue): QueueOrder {
  const byRef = new Map<string, number>();
  const byId = new Map<string, number>();
  for (const [rank, { entry }] of queued.entries()) {
    const ref = entry.kind === 'create' ? entry.path : entry.issue;
    if (!byRef.has(ref)) byRef.set(ref, rank);
    if (entry.kind === 'worklog') byId.set(`${NEW}${entry.id}`, rank);
  }
  const rankOfRef = (ref: string) => byRef.get(ref) ?? queued.length;
  const rankOf = (ref: string) => byId.get(ref) ?? queued.length;
  // A file that becomes a ticket may be what others wait for.
  const births = (ref: string) => (ticketName(ref) === null ? 1 : 0);
  return {
    sorted: (refs) => [...refs].sort((a, b) => births(a) - births(b) || rankOfRef(a) - rankOfRef(b)),
    inOrder(actions) {
      const logs = actions
        .filter((action) => action.kind === 'add-worklog')
        .sort((a, b) => rankOf(a.ref) - rankOf(b.ref));
      return actions.map((action) => (action.kind === 'add-worklog' ? (logs.shift() ?? action) : action));
    },
    rankOf,
  };
}
