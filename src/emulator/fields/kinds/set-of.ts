import type { FieldContext, FieldKind } from '../field-kind.ts';
import { FieldProblem } from '../field-kind.ts';

type SetMembers = Pick<FieldKind<readonly string[]>, 'operations' | 'read' | 'add' | 'remove' | 'empty'>;

/** The verbs of a field that holds a set: replace all, add one, remove one. */
export function setOf(readOne: (wire: unknown, context: FieldContext) => string): SetMembers {
  return {
    operations: ['add', 'set', 'remove'],
    empty: [],
    read(wire, context) {
      if (wire === null) return null;
      if (!Array.isArray(wire)) throw new FieldProblem('data was not an array');
      return some([...new Set(wire.map((one) => readOne(one, context)))]);
    },
    add(value, wire, context) {
      return some([...new Set([...(value ?? []), readOne(wire, context)])]);
    },
    remove(value, wire, context) {
      const gone = readOne(wire, context);
      return some((value ?? []).filter((member) => member !== gone));
    },
  };
}

function some(members: readonly string[]): readonly string[] | null {
  return members.length > 0 ? members : null;
}
