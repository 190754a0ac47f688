const formats = new Map<string, Intl.DateTimeFormat>();

/** Offset of a zone at an instant, in milliseconds east of UTC. */
export function zoneOffsetMs(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return local - Math.floor(ms / 1000) * 1000;
}

/** The instant at which a wall clock in a zone shows the given fields; in the hour that is repeated, the first. */
export function instantOf(wall: readonly [number, number, number, number, number], zone: string): number {
  const [year, month, day, hour, minute] = wall;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const guess = asUtc - zoneOffsetMs(asUtc, zone);
  return asUtc - zoneOffsetMs(guess, zone);
}

/** `2026-02-14T09:00:00.000+0000`: milliseconds, offset without a colon. */
export function formatTimestamp(ms: number, zone: string): string {
  const offset = zoneOffsetMs(ms, zone);
  const local = new Date(ms + offset).toISOString().slice(0, -1);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? '-' : '+';
  return `${local}${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** Milliseconds of the only form Jira accepts, `yyyy-MM-dd'T'HH:mm:ss.SSSZ` with an offset without colon; else null. */
export function parseTimestamp(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/.test(text)) return null;
  const ms = Date.parse(`${text.slice(0, -2)}:${text.slice(-2)}`);
  return Number.isNaN(ms) ? null : ms;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}
