/** A timestamp of a date node (milliseconds) as an ISO day, or as an instant when it is not midnight in UTC. */
export function readTimestamp(timestamp: string): string | null {
  const ms = Number(timestamp);
  if (!Number.isSafeInteger(ms) || String(ms) !== timestamp || ms < FIRST_MS || ms > LAST_MS) return null;
  const instant = new Date(ms).toISOString();
  return instant.endsWith(MIDNIGHT) ? instant.slice(0, -MIDNIGHT.length) : instant;
}

/** Years are written with four digits. */
const FIRST_MS = Date.UTC(1000, 0, 1);
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const MIDNIGHT = 'T00:00:00.000Z';

/** Null for what is neither a day nor an instant. */
export function renderTimestamp(value: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(value)) return null;
  const ms = Date.parse(value);
  const timestamp = String(ms);
  const read = Number.isNaN(ms) ? null : readTimestamp(timestamp);
  // `2026-02-30` is read as a day of March by lenient parsers.
  return read === null || (value.length === DAY_LENGTH && read !== value) ? null : timestamp;
}

const DAY_LENGTH = 'yyyy-mm-dd'.length;

/** The day of a day or an instant, as it is shown. */
export function dayOf(value: string): string {
  return value.slice(0, DAY_LENGTH);
}
