import type { Queued, QueueEntry } from '../../model/queue-entry.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { Parts } from '../parts.ts';

/** One thing that was done offline and is not in Jira yet; `reason` is null while it only waits for its turn. */
export type QueueItem = QueueEntry & { readonly file: string; readonly reason: string | null };

/** What waits in the queue of the branch, oldest first. `oldestAt` is null where nothing does. */
export type QueueStatus = {
  readonly count: number;
  readonly oldestAt: string | null;
  readonly items: readonly QueueItem[];
};

type QueueParts = Pick<Parts, 'git' | 'snapshot' | 'project'>;

/** Reads the queue at the tip of the branch, with what the snapshot knows of why an entry is still there. */
export async function readQueueStatus(parts: QueueParts): Promise<QueueStatus> {
  const tip = await parts.git.tip();
  const { queued } = tip === null ? { queued: [] } : await parts.git.readQueue(tip);
  if (tip === null || queued.length === 0) return { count: 0, oldestAt: null, items: [] };
  const issues = await issuesOfLines(parts, tip, queued);
  const bases = await parts.snapshot.bases([...new Set(issues.values())]);
  const there = await parts.git.listTickets(tip);
  const items = queued.map(({ entry, places }): QueueItem => {
    const issue = entry.kind === 'worklog' ? (issues.get(entry.id) ?? entry.issue) : null;
    const holds = bases.get(issue ?? '')?.holds ?? [];
    const own = holds.find(({ field }) => field === `worklog:new-${entry.id}`);
    const path = entry.kind === 'create' ? entry.path : ticketPath(issue ?? entry.issue);
    const problem = parts.snapshot.meta.problems.find((candidate) => candidate.path === path);
    const lost = issue !== null && isOfflineKey(issue) && !there.has(path) ? `${path} is not in the branch` : null;
    return { ...entry, file: places[0]?.file ?? '', reason: own?.reason ?? problem?.reason ?? lost };
  });
  return { count: items.length, oldestAt: items[0]?.at ?? null, items };
}

/** Which ticket each time entry is for by now: its line says it, whatever the queue said at first. */
async function issuesOfLines(
  { git, project }: QueueParts,
  tip: string,
  queued: readonly Queued[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(queued.flatMap(({ entry }) => (entry.kind === 'worklog' ? [entry.id] : [])));
  if (ids.size === 0 || !project.isLoaded()) return new Map();
  const lines = await git.readAllWorklogs(tip, project.format());
  return new Map(
    lines.flatMap(({ worklog: { id, issue } }) => (id !== null && ids.has(id) ? [[id, issue] as const] : [])),
  );
}
