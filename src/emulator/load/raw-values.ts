/** Reads of raw JSON whose members may be missing. */
export type Raw = Readonly<Record<string, unknown>>;

export function rawRecord(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : null;
}

export function rawList(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.map(rawRecord).filter((each) => each !== null) : [];
}

export function rawText(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}

/** Milliseconds of a Jira timestamp, offset with or without a colon. */
export function rawTime(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(ms) ? null : ms;
}
