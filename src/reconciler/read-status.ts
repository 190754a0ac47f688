import { awaitedItems } from './awaited-items.ts';
import type { ReportItem } from './cycle-report.ts';
import type { StatusReport } from './engine.ts';
import type { Parts } from './parts.ts';
import { type QueueStatus, readQueueStatus } from './queue/read-queue-status.ts';

const LISTED = 500;

/** What the snapshot knows to be unfinished, without asking either side. */
export async function readStatus(
  parts: Pick<Parts, 'git' | 'snapshot' | 'project'>,
  queue: readonly string[],
): Promise<Omit<StatusReport, 'health' | 'lastCycle' | 'sweptAtMs' | 'verified'>> {
  const { snapshot } = parts;
  const pending = [...snapshot.entries()].filter((entry) => entry.pending).slice(0, LISTED);
  const bases = await snapshot.bases(pending.map((entry) => entry.key));
  const items = pending.map(
    ({ key, missingSinceMs }): ReportItem => ({
      ref: key,
      key,
      situation: missingSinceMs === null ? 'known' : 'missing-in-jira',
      findings: [],
      jira: [],
      git: [],
      holds: bases.get(key)?.holds ?? [],
      approximated: [],
      failure: null,
    }),
  );
  const queued = await readQueueStatus(parts);
  return {
    project: parts.project.key(),
    calledBy: snapshot.openedBy === parts.project.key() ? null : snapshot.openedBy,
    tickets: snapshot.size,
    pending: [...items, ...awaitedItems(snapshot)],
    problems: snapshot.meta.problems
      .filter(({ blob, reason }) => blob !== null || !isTold(queued, reason))
      .map(({ path, reason }) => ({ path, reason })),
    queue,
    queued,
    cursor: snapshot.meta.cursor,
    repair: snapshot.meta.repair,
  };
}

/** Time on a ticket that is nowhere has no file of its own: the entry in the queue says what is wrong. */
function isTold({ items }: QueueStatus, reason: string): boolean {
  return items.some((item) => item.kind === 'worklog' && item.reason === reason);
}
