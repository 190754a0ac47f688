const MINUTE_MS = 60_000;
/** Clocks are put back by half an hour, an hour or, once in history, two. */
const SHIFTS_MS = [30, 60, 120].map((minutes) => minutes * MINUTE_MS);

/**
 * A moment as a JQL literal: minutes, in the time zone of the caller's profile.
 * Where clocks are put back a wall time comes twice and Jira may mean the later one: then an earlier moment is named,
 * so that nothing between the two is overlooked.
 */
export function jqlTime(ms: number, zone: string): string {
  let at = ms;
  while (comesTwice(at, zone)) at -= SHIFTS_MS[0] ?? MINUTE_MS;
  return wallTime(at, zone);
}

function comesTwice(ms: number, zone: string): boolean {
  const wall = wallTime(ms, zone);
  return SHIFTS_MS.some((shift) => wallTime(ms - shift, zone) === wall || wallTime(ms + shift, zone) === wall);
}

/** `2026-02-14 09:58` */
function wallTime(ms: number, zone: string): string {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')} ${parts.get('hour')}:${parts.get('minute')}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, format);
  return format;
}
