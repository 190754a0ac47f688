const MS_PER_MINUTE = 60_000;
const SHAPE =
  /^(\d{4}-\d\d-\d\d)(?:[Tt]|[ \t]+)(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?[ \t]*(?:[Zz]|UTC|([+-])(\d\d)(?::?(\d\d))?)?$/;

/**
 * Reads a point in time and gives it as `YYYY-MM-DDTHH:MM:SSZ`: ISO 8601 with any offset, Jira's
 * `2026-02-14T09:00:00.000+0000`, and the form of comment headers. Without an offset it is UTC, never the machine's zone.
 * Fractions of a second are cut off. Null where it is none, or a day that no calendar has.
 */
export function parseTime(text: string): string | null {
  const match = SHAPE.exec(text.trim());
  if (!match) return null;
  const [, date = '', hour = '', minute = '', second = '00', sign, offsetHour = '0', offsetMinute = '0'] = match;
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!inRange || !isDate(date) || Number(offsetHour) > 18 || Number(offsetMinute) > 59) return null;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  return timeOfMs(Date.parse(`${date}T${hour}:${minute}:${second}Z`) - offset * MS_PER_MINUTE);
}

/** True for a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** `YYYY-MM-DDTHH:MM:SSZ` of milliseconds since 1970; null outside the years 0000 to 9999. */
export function timeOfMs(ms: number): string | null {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  return /^\d{4}-/.test(iso) ? `${iso.slice(0, 19)}Z` : null;
}

/** Milliseconds since 1970 of a time as {@link parseTime} gives it. */
export function msOfTime(time: string): number {
  return Date.parse(time);
}

/** The form of comment headers, UTC: `2026-02-14 09:00:00`. */
export function toHeaderTime(time: string): string {
  return time.replace('T', ' ').replace('Z', '');
}
