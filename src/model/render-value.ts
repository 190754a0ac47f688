import { renderDuration } from './duration.ts';
import type { Field } from './field.ts';
import type { Value } from './value.ts';

/** How the front matter writes a value: the inverse of `parseValue`. An empty value is not written at all. */
export function renderValue(field: Field, value: Exclude<Value, null>): string | number | readonly string[] {
  return field.kind === 'duration' && typeof value === 'number' ? renderDuration(value) : value;
}
