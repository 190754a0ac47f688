import { type FieldKind, FieldProblem } from '../field-kind.ts';
import { setOf } from './set-of.ts';

export const labelsKind: FieldKind<readonly string[]> = {
  ...setOf(readLabel),
  render: (value) => value,
  describe: (value) => ({ id: null, text: value.join(' ') }),
};

function readLabel(wire: unknown): string {
  if (typeof wire !== 'string' || wire === '') throw new FieldProblem('Labels must be strings');
  if (/\s/.test(wire)) throw new FieldProblem(`The label '${wire}' contains spaces which is invalid.`);
  if (wire.length > 255) throw new FieldProblem(`The label '${wire}' exceeds the allowed limit of 255 characters.`);
  return wire;
}
