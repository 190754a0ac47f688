import type { Field } from '../../model/field.ts';
import { personNamed } from '../../model/match-person.ts';
import { parseValue } from '../../model/parse-value.ts';
import { isDate } from '../../model/timestamp.ts';
import type { Value } from '../../model/value.ts';
import { usageError } from '../cli-error.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import type { TicketHead } from '../clone-reader/read-ticket-heads.ts';
import { suggestion } from '../render/suggestion.ts';
import { valueText } from '../render/value-text.ts';

export type Operator = '=' | '!=' | '~' | '>=' | '<=';

/** What a person asks of one field; `text` as typed. */
export type Condition = { readonly field: string; readonly operator: Operator; readonly text: string };

const WHERE = /^\s*([A-Za-z][A-Za-z0-9_-]*)\s*(!=|>=|<=|=|~)(.*)$/s;
const EMPTY = /^(?:none|)$/i;
const KEY_FIELD = { name: 'key', kind: 'string' } as const;

/** `status=Done`, `points>=3`, `labels!=urgent`, `title~login`. A CliError for anything else. */
export function parseWhere(text: string): Condition {
  const [, field = '', operator = '', value = ''] = WHERE.exec(text) ?? [];
  if (field !== '') return { field, operator: operator as Operator, text: value.trim() };
  throw usageError(
    `--where: "${text}" is no condition; write it like status=Done, points>=3, labels!=urgent or title~login`,
  );
}

/** The field of that name in the front matter, or the key. A CliError where there is none. */
export function fieldNamed({ format }: TicketClone, name: string, option: string): Pick<Field, 'name' | 'kind'> {
  const fields = format.fields.filter(({ place, kind }) => place === 'front-matter' && kind !== 'text');
  const all = [KEY_FIELD, ...fields];
  const field = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (field !== undefined) return field;
  const names = all.map((each) => each.name);
  throw usageError(
    `${option}: there is no field "${name}"${suggestion(name, names) || `; there are ${names.join(', ')}`}`,
  );
}

export function fieldValue(head: TicketHead, name: string): Value {
  return name === 'key' ? head.key : (head.values[name] ?? null);
}

/** Whether a ticket meets the conditions: of one field with `=` or `~` any of them, else all. */
export function ticketFilter(clone: TicketClone, conditions: readonly Condition[]): (head: TicketHead) => boolean {
  const groups = new Map<string, ((head: TicketHead) => boolean)[]>();
  for (const [index, condition] of conditions.entries()) {
    const either = condition.operator === '=' || condition.operator === '~';
    const name = either ? condition.field.toLowerCase() : `${index}`;
    groups.set(name, [...(groups.get(name) ?? []), test(clone, condition)]);
  }
  const tests = [...groups.values()];
  return (head) => tests.every((group) => group.some((each) => each(head)));
}

function test(clone: TicketClone, { field: name, operator, text }: Condition): (head: TicketHead) => boolean {
  const field = fieldNamed(clone, name, '--where');
  if (operator === '~') {
    const part = text.toLowerCase();
    return (head) => valueText(field, fieldValue(head, field.name), clone.people).toLowerCase().includes(part);
  }
  if (operator === '>=' || operator === '<=') return ordered(clone, field, operator, text);
  const equal = equals(clone, field, text);
  return (head) => equal(fieldValue(head, field.name)) === (operator === '=');
}

function equals(clone: TicketClone, field: Pick<Field, 'name' | 'kind'>, text: string): (value: Value) => boolean {
  if (EMPTY.test(text)) return (value) => value === null;
  if (field.kind === 'datetime' && isDate(text)) return (value) => String(value).startsWith(text);
  const wanted = folded(canonicalText(clone, field, text));
  return (value) => {
    if (value === null) return false;
    return typeof value === 'object' ? value.some((member) => folded(member) === wanted) : folded(value) === wanted;
  };
}

function ordered(
  clone: TicketClone,
  field: Pick<Field, 'name' | 'kind'>,
  operator: '>=' | '<=',
  text: string,
): (head: TicketHead) => boolean {
  const isDay = field.kind === 'datetime' && isDate(text);
  const wanted = isDay ? text : canonicalText(clone, field, text);
  return (head) => {
    const whole = fieldValue(head, field.name);
    if (whole === null || typeof whole === 'object') return false;
    const value = isDay ? String(whole).slice(0, 10) : whole;
    return operator === '>=' ? value >= wanted : value <= wanted;
  };
}

/** What was typed as the field has it: a handle for a name of a person, seconds for `2h`. What the field cannot hold stays. */
function canonicalText(
  { format, people }: TicketClone,
  { name, kind }: Pick<Field, 'name' | 'kind'>,
  text: string,
): string | number {
  if (kind === 'user' || kind === 'multi-user') return personNamed(people, text)?.handle ?? text;
  const field = format.fields.find((each) => each.name === name);
  const parsed = field === undefined ? null : parseValue(field, text, format);
  if (parsed === null || parsed.kind === 'invalid' || parsed.value === null) return text;
  return typeof parsed.value === 'object' ? (parsed.value[0] ?? text) : parsed.value;
}

function folded(value: string | number): string {
  return String(value).normalize('NFC').toLowerCase();
}
