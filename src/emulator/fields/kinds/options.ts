import { renderOption } from '../../render/catalogue.ts';
import type { View } from '../../render/view.ts';
import type { FieldDefinition, FieldOption } from '../field-definition.ts';
import { type FieldContext, type FieldKind, FieldProblem, isRecord, referenceIn } from '../field-kind.ts';
import { setOf } from './set-of.ts';

export const optionKind: FieldKind<string> = {
  operations: ['set'],
  read: (wire, context) => (wire === null ? null : readOption(wire, context)),
  render: (value, view, field) => renderOption(optionOf(field, value), view),
  describe: (value, { field }) => ({ id: value, text: optionOf(field, value).value }),
  allowedValues: allOptions,
};

export const optionsKind: FieldKind<readonly string[]> = {
  ...setOf(readOption),
  empty: null,
  render: (value, view, field) => value.map((id) => renderOption(optionOf(field, id), view)),
  describe: (value, { field }) => ({
    id: `[${value.join(', ')}]`,
    text: value.map((id) => optionOf(field, id).value).join(', '),
  }),
  allowedValues: allOptions,
};

/** Parent option, then the child's when one is chosen. */
export const cascadeKind: FieldKind<readonly [string] | readonly [string, string]> = {
  operations: ['set'],
  read(wire, context) {
    if (wire === null) return null;
    const parent = readOption(wire, context);
    const child = isRecord(wire) ? wire.child : undefined;
    if (child === undefined || child === null) return [parent];
    return [parent, pick(optionOf(context.field, parent).children, child, context.field.name)];
  },
  render(value, view, field) {
    const parent = optionOf(field, value[0]);
    const child = parent.children.find((each) => each.id === value[1]);
    return { ...renderOption(parent, view), ...(child ? { child: renderOption(child, view) } : {}) };
  },
  describe(value, { field }) {
    const parent = optionOf(field, value[0]);
    const child = parent.children.find((each) => each.id === value[1]);
    const text = `Parent values: ${parent.value}(${parent.id})`;
    return { id: value.join(','), text: child ? `${text}Level 1 values: ${child.value}(${child.id})` : text };
  },
  allowedValues: allOptions,
};

function readOption(wire: unknown, { field }: FieldContext): string {
  return pick(field.options, wire, field.name);
}

function pick(options: readonly FieldOption[], wire: unknown, fieldName: string): string {
  const reference = referenceIn(wire, ['id', 'value']);
  if (!reference) throw new FieldProblem(`Could not find valid 'id' or 'value' in the Parent Option object.`);
  const found = options.find((each) => (reference.member === 'id' ? each.id : each.value) === reference.value);
  if (found) return found.id;
  throw new FieldProblem(`Option ${reference.member} '${reference.value}' is not valid for the field '${fieldName}'.`);
}

function optionOf(field: FieldDefinition, id: string): FieldOption {
  const option = field.options.find((each) => each.id === id);
  if (!option) throw new Error(`The emulator's field ${field.id} has no option ${id}`);
  return option;
}

function allOptions(view: View, field: FieldDefinition): readonly unknown[] {
  return field.options.map((option) => ({
    ...renderOption(option, view),
    ...(option.children.length > 0 ? { children: option.children.map((child) => renderOption(child, view)) } : {}),
  }));
}
