export interface WorkingTime {
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
}

/** Seconds of `1w 2d 3h 30m`, `1.5h` or a bare number of minutes; null when it is none of them. */
export function parseDuration(text: string, time: WorkingTime): number | null {
  const words = text.trim().toLowerCase().split(/\s+/);
  let seconds = 0;
  for (const word of words) {
    const match = /^(\d+(?:\.\d+)?)([wdhm]?)$/.exec(word);
    if (!match) return null;
    seconds += Number(match[1]) * secondsOf(match[2] ?? '', time);
  }
  return Math.round(seconds);
}

/** The `pretty` form Jira writes; parts below a minute are not shown. */
export function formatDuration(seconds: number, time: WorkingTime): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const unit of ['w', 'd', 'h', 'm']) {
    const size = secondsOf(unit, time);
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return parts.length > 0 ? parts.join(' ') : '0m';
}

function secondsOf(unit: string, time: WorkingTime): number {
  const day = time.hoursPerDay * 3600;
  if (unit === 'w') return day * time.daysPerWeek;
  if (unit === 'd') return day;
  return unit === 'h' ? 3600 : 60;
}
