/** A JSON object of Jira's, not yet believed. */
export type Raw = Readonly<Record<string, unknown>>;

/** The value as an object; null for anything else. */
export function record(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : null;
}

/** The value as a list; anything else is an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function records(value: unknown): readonly Raw[] {
  return list(value)
    .map(record)
    .filter((each) => each !== null);
}

/** The value as text that says something: ids may come as numbers; '' and everything else is null. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The value as a number; null for anything else. */
export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Walks down members: `member(issue, 'fields', 'status', 'name')`. */
export function member(value: unknown, ...names: readonly string[]): unknown {
  let here: unknown = value;
  for (const name of names) here = record(here)?.[name];
  return here;
}
