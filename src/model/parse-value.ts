import { canonicalSet, wellFormed } from './canonical.ts';
import type { Field } from './field.ts';
import { isSetKind } from './field.ts';
import { parseMember } from './field-kind-member.ts';
import type { TicketFormat } from './ticket.ts';
import type { Value } from './value.ts';

export type ParsedValue =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * The canonical value of a front-matter field: what Jira would report back.
 * `raw` is what the file or a request says: text, a list of texts, or nothing (`null`, `undefined`, '' and `[]` are all empty).
 */
export function parseValue(field: Field, raw: unknown, format: TicketFormat): ParsedValue {
  if (isSetKind(field.kind)) return parseList(field, raw, format, canonicalSet);
  if (field.kind === 'cascading') return parseList(field, raw, format, (path) => path);
  return parseScalar(field, raw, format);
}

function parseScalar(field: Field, raw: unknown, format: TicketFormat): ParsedValue {
  const text = scalarText(raw);
  if (text === null) return invalid(`"${field.name}" takes one value, not a list or a mapping`);
  if (text === '') return { kind: 'value', value: null };
  const parsed = parseMember(field.kind, text, format);
  return parsed.kind === 'invalid' ? invalid(`"${field.name}": ${parsed.reason}`) : parsed;
}

/** A single text stands for a list of one: `components: Auth`. */
function parseList(
  field: Field,
  raw: unknown,
  format: TicketFormat,
  order: (members: readonly string[]) => readonly string[],
): ParsedValue {
  const members: string[] = [];
  for (const item of Array.isArray(raw) ? raw : [raw]) {
    const text = scalarText(item);
    if (text === null) return invalid(`"${field.name}" takes a list of texts such as [one, "two: quoted"]`);
    if (text === '') continue;
    const parsed = parseMember(field.kind, text, format);
    if (parsed.kind === 'invalid') return invalid(`"${field.name}": ${parsed.reason}`);
    members.push(String(parsed.value));
  }
  return { kind: 'value', value: members.length === 0 ? null : order(members) };
}

/** One trimmed line; null where `raw` is no scalar. */
function scalarText(raw: unknown): string | null {
  if (raw === null || raw === undefined) return '';
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  return typeof raw === 'string' ? singleLine(raw) : null;
}

function singleLine(text: string): string {
  return wellFormed(text)
    .split(/[\r\n\v\f\x85\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

function invalid(reason: string): ParsedValue {
  return { kind: 'invalid', reason };
}
