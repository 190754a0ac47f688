import { renderComponent, renderPriority, renderResolution, renderVersion } from '../../render/catalogue.ts';
import type { Component, Version } from '../../world/entities.ts';
import { named, recordOf } from '../../world/find.ts';
import { type FieldContext, type FieldKind, FieldProblem, referenceIn } from '../field-kind.ts';
import { setOf } from './set-of.ts';

export const componentsKind: FieldKind<readonly string[]> = {
  ...setOf((wire, context) => readPart(wire, context, 'Component', context.world.components)),
  render: (value, view) => value.map((id) => renderComponent(recordOf(view.world.components, id, 'component'), view)),
  describe: (value, { world }) => describeParts(value, world.components),
  allowedValues: (view, _field, projectId) =>
    partsOf(view.world.components, projectId).map((part) => renderComponent(part, view)),
};

export const versionsKind: FieldKind<readonly string[]> = {
  ...setOf((wire, context) => readPart(wire, context, 'Version', context.world.versions)),
  render: (value, view) => value.map((id) => renderVersion(recordOf(view.world.versions, id, 'version'), view)),
  describe: (value, { world }) => describeParts(value, world.versions),
  allowedValues: (view, _field, projectId) =>
    partsOf(view.world.versions, projectId).map((part) => renderVersion(part, view)),
};

export const priorityKind: FieldKind<string> = {
  operations: ['set'],
  read: (wire, { world }) => readOneOf(wire, world.priorities, 'priority'),
  render: (value, view) => renderPriority(recordOf(view.world.priorities, value, 'priority'), view),
  describe: (value, { world }) => ({ id: value, text: recordOf(world.priorities, value, 'priority').name }),
  allowedValues: (view) => [...view.world.priorities.values()].map((each) => renderPriority(each, view)),
};

export const resolutionKind: FieldKind<string> = {
  operations: ['set'],
  read: (wire, { world }) => readOneOf(wire, world.resolutions, 'resolution'),
  render: (value, view) => renderResolution(recordOf(view.world.resolutions, value, 'resolution'), view),
  describe: (value, { world }) => ({ id: value, text: recordOf(world.resolutions, value, 'resolution').name }),
  allowedValues: (view) => [...view.world.resolutions.values()].map((each) => renderResolution(each, view)),
};

export function partsOf<T extends Component | Version>(parts: ReadonlyMap<string, T>, projectId: string): readonly T[] {
  return [...parts.values()].filter((part) => part.projectId === projectId);
}

function readPart(
  wire: unknown,
  context: FieldContext,
  noun: string,
  parts: ReadonlyMap<string, Component | Version>,
): string {
  const reference = referenceIn(wire, ['id', 'name']);
  if (!reference) throw new FieldProblem(`${noun} id or name is required`);
  const own = partsOf(parts, context.projectId);
  const part =
    reference.member === 'id' ? own.find((each) => each.id === reference.value) : named(own, reference.value);
  if (part) return part.id;
  throw new FieldProblem(`${noun} ${reference.member} '${reference.value}' is not valid`);
}

function describeParts(ids: readonly string[], parts: ReadonlyMap<string, Component | Version>) {
  return { id: ids.join(', '), text: ids.map((id) => recordOf(parts, id, 'part').name).join(', ') };
}

function readOneOf(
  wire: unknown,
  records: ReadonlyMap<string, { readonly id: string; readonly name: string }>,
  noun: string,
): string | null {
  if (wire === null) return null;
  const reference = referenceIn(wire, ['id', 'name']);
  if (!reference) throw new FieldProblem(`Could not find valid 'id' or 'name' in ${noun} object.`);
  const found = reference.member === 'id' ? records.get(reference.value) : named(records.values(), reference.value);
  if (found) return found.id;
  throw new FieldProblem(`The ${noun} selected is invalid.`);
}
