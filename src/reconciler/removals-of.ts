import { countRemovals, type Removed } from './guard.ts';
import type { TicketPlan } from './plan.ts';
import type { Work } from './work.ts';

/**
 * What counts for the batches that follow: what was removed, and what was stopped, else the rest of many would be few.
 * What is gone from Jira is counted by the snapshot while it is there.
 */
export function removalsOf(works: readonly Work[]): Removed {
  const { tickets, entries } = countRemovals(works.map(planOfRemovals));
  const files = works.filter(({ observation }) => observation.stopped.has('file')).length;
  return { tickets: tickets + files, entries: entries + works.reduce((sum, work) => sum + stoppedInJira(work), 0) };
}

function planOfRemovals({ plan, done, failure }: Work): TicketPlan {
  const findings = failure === null ? plan.findings : [];
  if (failure?.kind === 'rejected' && plan.situation !== 'gone-from-jira') return { ...plan, findings };
  return { ...plan, findings, git: failure === null ? plan.git : [], jira: done.map(({ action }) => action) };
}

function stoppedInJira({ observation }: Work): number {
  const { stopped, unseen } = observation;
  return [...stopped.keys()].filter((ref) => ref !== 'file' && !unseen.has(ref)).length;
}
