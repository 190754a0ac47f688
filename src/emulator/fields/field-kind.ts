import type { View } from '../render/view.ts';
import type { World } from '../world/world.ts';
import type { FieldDefinition } from './field-definition.ts';

export type Operation = 'set' | 'add' | 'remove' | 'edit' | 'copy';

/** Where a value is read: it decides which components exist and which markup is spoken. */
export interface FieldContext {
  readonly world: World;
  readonly field: FieldDefinition;
  readonly projectId: string;
  readonly api: '2' | '3';
}

export interface ChangeSide {
  readonly id: string | null;
  readonly text: string | null;
}

/**
 * What can be done with values of one kind. Methods, so that a kind of a narrower value fits the table of kinds; each
 * only ever sees values that its own `read` made.
 */
export interface FieldKind<T = unknown> {
  readonly operations: readonly Operation[];
  /** From the JSON of a request to the stored form, null when empty. Throws a FieldProblem in Jira's words. */
  read(wire: unknown, context: FieldContext): T | null;
  render(value: T, view: View, field: FieldDefinition): unknown;
  /** How the changelog writes the value. */
  describe(value: T, context: FieldContext): ChangeSide;
  add?(value: T | null, wire: unknown, context: FieldContext): T | null;
  remove?(value: T | null, wire: unknown, context: FieldContext): T | null;
  /** Replaces what is named and keeps the rest; used for `set` too. */
  edit?(value: T | null, wire: unknown, context: FieldContext): T | null;
  allowedValues?(view: View, field: FieldDefinition, projectId: string): readonly unknown[];
  /** What an empty field shows; null unless said. */
  readonly empty?: unknown;
}

/** One field of an edit is wrong; the message is what Jira says under `errors`. */
export class FieldProblem extends Error {}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{id}`, `{name}`, `{value}` or a bare string, whichever member is given first. */
export function referenceIn(
  wire: unknown,
  members: readonly string[],
): { readonly member: string; readonly value: string } | null {
  if (!isRecord(wire)) return null;
  for (const member of members) {
    const value = wire[member];
    if (typeof value === 'string' || typeof value === 'number') return { member, value: String(value) };
  }
  return null;
}
