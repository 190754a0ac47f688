import type { Policy } from '../model/field.ts';
import type { PlanSettings } from './observation.ts';

/** Who wins where both sides changed one text: a field's, or that of a comment or time entry. */
export function textPolicy(ref: string, { format }: Pick<PlanSettings, 'format'>): Policy {
  const name = ref.startsWith('comment:') ? 'comments' : ref.startsWith('worklog:') ? 'worklogs' : ref;
  return format.fields.find((field) => field.name === name)?.policy ?? 'hold';
}
