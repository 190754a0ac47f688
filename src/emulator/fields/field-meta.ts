import type { View } from '../render/view.ts';
import { isCloud } from '../world/world.ts';
import type { FieldDefinition } from './field-definition.ts';
import { kindOf } from './kind-of.ts';

/** How createmeta, editmeta and transition screens describe a field. */
export function renderFieldMeta(
  field: FieldDefinition,
  view: View,
  projectId: string,
  required: boolean,
): Record<string, unknown> {
  const kind = kindOf(field);
  const allowedValues = kind.allowedValues?.(view, field, projectId);
  return {
    required,
    schema: field.schema,
    name: field.name,
    ...(isCloud(view.world) ? { key: field.id } : { fieldId: field.id }),
    ...autoComplete(field, view),
    hasDefaultValue: field.id === 'priority',
    operations: kind.operations,
    ...(allowedValues ? { allowedValues } : {}),
  };
}

function autoComplete(field: FieldDefinition, view: View): Record<string, string> {
  if (field.kind === 'labels') return { autoCompleteUrl: `${view.base}/rest/api/1.0/labels/suggest?query=` };
  if (field.kind !== 'user' && field.kind !== 'users') return {};
  const parameter = isCloud(view.world) ? 'query' : 'username';
  return { autoCompleteUrl: `${view.base}/rest/api/latest/user/search?${parameter}=` };
}
