import type { FieldDefinition } from '../fields/field-definition.ts';

export type FieldChoice = (field: FieldDefinition) => boolean;

/**
 * Reads a `fields` parameter: ids, `*all`, `*navigable`, and any of them with a leading `-`. Given only exclusions,
 * everything else that the caller would get without the parameter is shown.
 */
export function chooseFields(names: readonly string[], otherwise: '*all' | '*navigable' | 'id'): FieldChoice {
  const trimmed = names.map((name) => name.trim()).filter((name) => name !== '');
  const excluded = new Set(trimmed.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const included = new Set(trimmed.filter((name) => !name.startsWith('-')));
  if (included.size === 0) included.add(otherwise);
  return (field) => {
    if (excluded.has(field.id)) return false;
    if (included.has('*all') || included.has(field.id)) return true;
    return included.has('*navigable') && field.navigable;
  };
}
