import { Failure } from '../../model/failure.ts';
import type { Field } from '../../model/field.ts';
import type { Value } from '../../model/value.ts';

const PREFIX = 'timetracking.';

/** Estimates of one write, by Jira's member name. */
export type Estimates = { readonly [member: string]: { readonly field: string; readonly value: Value } };

/** `originalEstimate` of `timetracking.originalEstimateSeconds`; null for any other field. */
export function estimateMember({ jira }: Field): string | null {
  return jira?.startsWith(PREFIX) ? jira.slice(PREFIX.length).replace(/Seconds$/, '') : null;
}

/**
 * Jira takes estimates as durations, not as seconds: whole minutes do not depend on how long its working day is.
 * It can empty both estimates together, but not one of them.
 */
export function encodeEstimates(estimates: Estimates): unknown {
  const all = Object.entries(estimates);
  if (all.length > 1 && all.every(([, { value }]) => value === null)) return null;
  return Object.fromEntries(all.map(([member, { field, value }]) => [member, minutes(field, value)]));
}

function minutes(field: string, value: Value): string {
  if (value === null) throw refused(field, 'Jira cannot empty one estimate alone: set it to 0m, or remove both');
  const seconds = Number(value);
  if (seconds % 60 !== 0) throw refused(field, 'Jira counts whole minutes');
  return `${seconds / 60}m`;
}

function refused(field: string, words: string): Failure {
  return new Failure('rejected', `${field}: ${words}`, { fields: { [field]: words } });
}
