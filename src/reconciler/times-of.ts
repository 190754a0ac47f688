import type { Observation } from './observation.ts';
import type { ConflictTimes } from './policy.ts';

/** When each side changed a part of a ticket: as it was asked, else when the file and the issue last changed at all. */
export function timesOf(ref: string, { changeTimes, gitChangedAtMs, jira }: Observation): ConflictTimes {
  const asked = changeTimes.get(ref);
  const updatedMs = jira.kind === 'present' ? Date.parse(jira.ticket.updated) || null : null;
  return {
    gitChangedAtMs: asked?.gitChangedAtMs ?? gitChangedAtMs,
    jiraUpdatedMs: asked?.jiraUpdatedMs ?? updatedMs,
  };
}
