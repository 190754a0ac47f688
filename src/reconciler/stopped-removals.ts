import type { Hold } from '../snapshot/base.ts';
import { removedEntries, removesTicket } from './guard.ts';
import { holdOf } from './holds.ts';
import type { Observation } from './observation.ts';
import type { PlanPart } from './plan.ts';
import type { Work } from './work.ts';

/** The hold of a removal that a guard stopped, null where it was not: only the removal waits, its ticket goes on. */
export function stoppedHold(
  { base, stopped }: Pick<Observation, 'base' | 'stopped'>,
  ref: string,
  field: 'comments' | 'worklogs',
  now: string,
): Hold | null {
  const reason = stopped.get(ref);
  return reason === undefined ? null : holdOf(base, { field, kind: 'stopped', reason, git: null, jira: null }, now);
}

/** A ticket may lose hundreds of entries at once: that is said once. */
export function withOneStop<P extends Pick<PlanPart, 'holds'>>(part: P): P {
  const first = part.holds.find(({ kind }) => kind === 'stopped');
  const holds = part.holds.filter((hold) => hold.kind !== 'stopped' || hold === first);
  return { ...part, holds };
}

/**
 * Why the removals of a ticket were stopped when it was looked at last, null where none of the same kind were: nobody has
 * allowed them since, and what is many does not become few because its tickets are looked at in turn.
 */
export function standingStop({ plan, stored }: Pick<Work, 'plan' | 'stored'>): string | null {
  const entries = removedEntries(plan).map((ref) => (ref.startsWith('comment:') ? 'comments' : 'worklogs'));
  const kinds = new Set([...entries, ...(removesTicket(plan) ? ['file'] : [])]);
  const stop = stored?.holds.find(({ kind, field }) => kind === 'stopped' && [...kinds].some((each) => each === field));
  return stop?.reason ?? null;
}
