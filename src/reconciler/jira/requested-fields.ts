import type { Field } from '../../model/field.ts';

/** What every issue is asked for besides the table: to tell its project, its kind of parent, and who made it. */
const ALWAYS = ['project', 'updated', 'created', 'creator', 'issuetype', 'parent', 'comment', 'worklog'];

/** The field ids to ask Jira for: those of the table and no others. */
export function requestedFields(fields: readonly Field[]): readonly string[] {
  const ids = fields.flatMap((field) => field.jira?.split('.')[0] ?? []);
  return [...new Set([...ALWAYS, ...ids])];
}
