import { formatTimestamp, parseTimestamp } from '../../text/zoned-time.ts';
import { type FieldKind, FieldProblem } from '../field-kind.ts';

export const stringKind: FieldKind<string> = {
  operations: ['set'],
  read(wire, { field }) {
    if (wire === null || wire === '') return null;
    if (typeof wire !== 'string') throw new FieldProblem('Operation value must be a string');
    if (wire.length > 255) throw new FieldProblem(tooLong(field.id, field.name));
    if (/[\r\n]/.test(wire))
      throw new FieldProblem(`The ${field.name.toLowerCase()} is invalid because it contains newline characters.`);
    return field.id === 'summary' ? wire.trim() || null : wire;
  },
  render: (value) => value,
  describe: (value) => ({ id: null, text: value }),
};

function tooLong(id: string, name: string): string {
  return id === 'summary' ? 'Summary must be less than 255 characters.' : `${name} must be less than 255 characters.`;
}

export const numberKind: FieldKind<number> = {
  operations: ['set'],
  read(wire) {
    if (wire === null) return null;
    if (typeof wire !== 'number' || !Number.isFinite(wire)) throw new FieldProblem('Operation value must be a number');
    return wire;
  },
  render: (value) => value,
  describe: (value) => ({ id: null, text: String(value) }),
};

export const dateKind: FieldKind<string> = {
  operations: ['set'],
  read(wire) {
    if (wire === null || wire === '') return null;
    if (typeof wire !== 'string' || !isDate(wire)) {
      throw new FieldProblem("Error parsing date string: use the format 'yyyy-MM-dd'");
    }
    return wire;
  },
  render: (value) => value,
  describe: (value) => ({ id: value, text: `${value} 00:00:00.0` }),
};

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export const datetimeKind: FieldKind<number> = {
  operations: ['set'],
  read(wire) {
    if (wire === null || wire === '') return null;
    const ms = typeof wire === 'string' ? parseTimestamp(wire) : null;
    if (ms === null) throw new FieldProblem(`Error parsing time: ${String(wire)}`);
    return ms;
  },
  render: (value, view) => formatTimestamp(value, view.world.settings.siteZone),
  describe(value, { world }) {
    const text = formatTimestamp(value, world.settings.siteZone);
    return { id: text, text };
  },
};

/** Shown by other means, never written. */
export const readonlyKind: FieldKind = {
  operations: [],
  read: () => {
    throw new FieldProblem('Field is read-only');
  },
  render: (value) => value,
  describe: () => ({ id: null, text: null }),
};
