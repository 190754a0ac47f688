import { canonicalSet } from '../../model/canonical.ts';
import type { Field } from '../../model/field.ts';
import type { Value } from '../../model/value.ts';
import { type CodecContext, handleOf } from './codec-context.ts';
import { canonicalTime } from './jira-time.ts';
import { decodeKey } from './key-value.ts';
import { decodeLinks } from './link-value.ts';
import { list, type Raw, record, text } from './raw.ts';
import { decodeSprint } from './sprint-value.ts';

/** The canonical value of a field; undefined where the issue does not speak of it (not in its context, switched off). */
export function decodeValue(field: Field, fields: Raw, context: CodecContext): Value | undefined {
  if (field.jira === null) return undefined;
  if (field.kind === 'key') return decodeKey(field, field.jira, fields);
  const raw = rawValue(field.jira, fields);
  if (raw === undefined) return undefined;
  switch (field.kind) {
    case 'string':
      return trimmed(raw);
    case 'number':
    case 'duration':
      return numberOf(raw);
    case 'date':
      return dateOf(raw);
    case 'datetime':
      return canonicalTime(raw);
    case 'option':
      return namedOf(field.jira, raw, context);
    case 'user':
      return handleOf(raw, context);
    case 'cascading':
      return cascadingOf(raw);
    case 'sprint':
      return decodeSprint(raw);
    default:
      return setOf(field, raw, context);
  }
}

/** `timetracking.originalEstimateSeconds` is a member of what Jira calls the field. */
function rawValue(jira: string, fields: Raw): unknown {
  const [id = '', part] = jira.split('.');
  if (part === undefined || fields[id] === undefined) return fields[id];
  return record(fields[id])?.[part] ?? null;
}

function setOf(field: Field, raw: unknown, context: CodecContext): Value | undefined {
  switch (field.kind) {
    case 'labels':
      return sortedSet(list(raw).map(optionOf));
    case 'multi-option':
      return sortedSet(list(raw).map((each) => namedOf(field.jira, each, context)));
    case 'multi-user':
      return sortedSet(list(raw).map((each) => handleOf(each, context)));
    case 'attachments':
      return sortedSet(list(raw).map((each) => text(record(each)?.filename)));
    case 'links':
      return sortedSet(decodeLinks(raw).map((link) => link.value));
    default:
      return undefined;
  }
}

/** An empty set is null. */
function sortedSet(members: readonly (string | null)[]): Value {
  const set = canonicalSet(members.flatMap((member) => member ?? []));
  return set.length === 0 ? null : set;
}

/** One trimmed line, as the front matter has it. */
function trimmed(raw: unknown): string | null {
  const lines = (text(raw) ?? '').split(/[\r\n]+/).map((line) => line.trim());
  return text(lines.filter((line) => line !== '').join(' '));
}

function numberOf(raw: unknown): number | null {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function dateOf(raw: unknown): string | null {
  return /^\d{4}-\d\d-\d\d/.exec(text(raw) ?? '')?.[0] ?? null;
}

/** The name of an option; what has an id is known again by it under another name. */
function namedOf(jira: string | null, raw: unknown, { names }: CodecContext): string | null {
  const name = optionOf(raw);
  const id = text(record(raw)?.id);
  if (jira !== null && name !== null && id !== null) names.met(jira, id, name);
  return name;
}

/** Jira names system options `name` and those of custom fields `value`. */
function optionOf(raw: unknown): string | null {
  const option = record(raw);
  return trimmed(option === null ? raw : (text(option.value) ?? option.name));
}

function cascadingOf(raw: unknown): Value {
  const parent = optionOf(raw);
  const child = optionOf(record(raw)?.child ?? null);
  if (parent === null) return null;
  return child === null ? [parent] : [parent, child];
}
