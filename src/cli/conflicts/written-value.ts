import { renderDuration } from '../../model/duration.ts';
import type { Field } from '../../model/field.ts';
import { BUILT_IN_FIELDS } from '../../model/field-table.ts';
import { ticketFormatOf } from '../../model/project-config.ts';
import { explainValue } from '../../reconciler/explain-change.ts';
import type { ConflictsSource } from './conflicts-source.ts';

/** How somebody writes a value of a field: durations with units, a list as JSON, nothing as ''. */
export function writtenValue(value: unknown, field: string, fields: readonly Field[]): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return JSON.stringify(value);
  const kind = fields.find(({ name }) => name === field)?.kind;
  if (typeof value === 'number') return kind === 'duration' ? renderDuration(value) : String(value);
  return typeof value === 'string' ? value : explainValue(value);
}

/** The fields of the project where a clone says which these are. */
export function fieldsOf({ clone }: ConflictsSource): readonly Field[] {
  return clone === null ? BUILT_IN_FIELDS : ticketFormatOf(clone.config()).fields;
}
