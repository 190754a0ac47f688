import type { FieldDefinition } from '../fields/field-definition.ts';
import { type FieldContext, type FieldKind, FieldProblem, isRecord } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kind-of.ts';
import { fieldRefusal, refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import type { FieldValues } from '../world/issue.ts';
import { maySet } from '../world/may-set.ts';
import type { World } from '../world/world.ts';

/** The `fields` and `update` members of a create, an edit or a transition. */
export interface WireChanges {
  readonly fields?: unknown;
  readonly update?: unknown;
}

export interface ChangeScope {
  readonly world: World;
  readonly actor: User;
  readonly api: '2' | '3';
  readonly projectId: string;
  readonly typeId: string;
  /** Values before the change; empty for a new issue. */
  readonly before: FieldValues;
  readonly isOnScreen: (field: FieldDefinition) => boolean;
}

/** Members of `update` that are no field values: what is added along with the edit. */
export type Extras = Readonly<Record<'comment' | 'worklog' | 'issuelinks', readonly unknown[]>>;

export interface ReadChanges {
  readonly values: FieldValues;
  readonly extras: Extras;
}

const extraNames = ['comment', 'worklog', 'issuelinks'] as const;

/** The values after the change. All or nothing: every problem of every field is told in one 400. */
export function readChanges(wire: WireChanges, scope: ChangeScope, taken: readonly string[]): ReadChanges {
  const fields = members(wire.fields, 'fields', taken);
  const update = members(wire.update, 'update', taken);
  const errors: Record<string, string> = {};
  const values: Record<string, unknown> = { ...scope.before };
  const extras: Extras = {
    comment: added(update.comment),
    worklog: added(update.worklog),
    issuelinks: added(update.issuelinks),
  };
  for (const name of extraNames) delete update[name];
  for (const [id, value] of Object.entries(fields)) {
    if (id in update) errors[id] = `Field '${id}' is defined in both 'fields' and 'update'.`;
    else attempt(errors, id, () => setValue(values, id, value, scope));
  }
  for (const [id, verbs] of Object.entries(update)) {
    if (!(id in errors)) attempt(errors, id, () => applyVerbs(values, id, verbs, scope));
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
  return { values, extras };
}

function members(wire: unknown, name: string, taken: readonly string[]): Record<string, unknown> {
  if (wire === undefined || wire === null) return {};
  if (!isRecord(wire)) throw refusal(400, `The '${name}' member must be an object.`);
  return Object.fromEntries(Object.entries(wire).filter(([id]) => !taken.includes(id)));
}

function added(verbs: unknown): readonly unknown[] {
  if (!Array.isArray(verbs)) return [];
  return verbs.filter(isRecord).flatMap((verb) => (verb.add === undefined ? [] : [verb.add]));
}

function attempt(errors: Record<string, string>, id: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    errors[id] = error.message;
  }
}

function setValue(values: Record<string, unknown>, id: string, wire: unknown, scope: ChangeScope): void {
  const context = contextOf(id, scope);
  const kind = kindOf(context.field);
  store(values, id, replaced(kind, values[id] ?? null, wire, context));
}

function applyVerbs(values: Record<string, unknown>, id: string, verbs: unknown, scope: ChangeScope): void {
  const context = contextOf(id, scope);
  const kind = kindOf(context.field);
  if (!Array.isArray(verbs)) throw new FieldProblem('data was not an array');
  for (const verb of verbs.filter(isRecord)) {
    for (const [name, wire] of Object.entries(verb)) {
      store(values, id, applyVerb(kind, name, values[id] ?? null, wire, context));
    }
  }
}

function applyVerb(kind: FieldKind, verb: string, value: unknown, wire: unknown, context: FieldContext): unknown {
  if (verb === 'set' && kind.operations.includes('set')) return replaced(kind, value, wire, context);
  if (verb === 'add' && kind.add) return kind.add(value, wire, context);
  if (verb === 'remove' && kind.remove) return kind.remove(value, wire, context);
  if (verb === 'edit' && kind.edit) return kind.edit(value, wire, context);
  throw new FieldProblem(`Field '${context.field.id}' is not valid for this operation.`);
}

/** `set`; some kinds keep a part of the value that is not named. */
function replaced(kind: FieldKind, value: unknown, wire: unknown, context: FieldContext): unknown {
  return kind.edit ? kind.edit(value, wire, context) : kind.read(wire, context);
}

function store(values: Record<string, unknown>, id: string, value: unknown): void {
  if (value !== null) values[id] = value;
  else if (id === 'summary') throw new FieldProblem('You must specify a summary of the issue.');
  else delete values[id];
}

function contextOf(id: string, scope: ChangeScope): FieldContext {
  const { world, actor, projectId, api, typeId } = scope;
  const field = world.fields.get(id);
  const applies = field && scope.isOnScreen(field) && (field.typeIds === null || field.typeIds.includes(typeId));
  if (!field || !applies || !maySet(actor, field)) {
    throw new FieldProblem(`Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`);
  }
  return { world, field, projectId, api };
}
