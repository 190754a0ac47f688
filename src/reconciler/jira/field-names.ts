import type { Field } from '../../model/field.ts';

/** Names under which Jira complains about time tracking, which has no field of its own in our table. */
const ESTIMATES: Readonly<Record<string, string>> = {
  timetracking: 'timetracking.originalEstimateSeconds',
  timetracking_originalestimate: 'timetracking.originalEstimateSeconds',
  timeoriginalestimate: 'timetracking.originalEstimateSeconds',
  timetracking_remainingestimate: 'timetracking.remainingEstimateSeconds',
  timeestimate: 'timetracking.remainingEstimateSeconds',
};

/** Our name of a Jira field id; null where no field of the table is meant. */
export function fieldNameOf(jiraId: string, fields: readonly Field[]): string | null {
  const id = ESTIMATES[jiraId] ?? jiraId;
  return fields.find((field) => field.jira === id)?.name ?? null;
}
