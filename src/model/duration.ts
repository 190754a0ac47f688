import type { TicketFormat } from './ticket.ts';

/** How long a day and a week of work are, in seconds, from Jira's own configuration. */
export type WorkingTime = Pick<TicketFormat, 'secondsPerDay' | 'secondsPerWeek'>;

export type DurationReading =
  | { readonly kind: 'duration'; readonly seconds: number }
  | { readonly kind: 'invalid'; readonly reason: string };

const EXAMPLE = 'write it like 30m, 2h, 1.5h, 1h 30m, 1d or 1w';
const SHAPE = /^(?:\d{1,9}(?:\.\d{1,6})?\s*[wdhms]\s*)+$/;
const PARTS = /(\d+)(?:\.(\d+))?\s*([wdhms])/g;
const LONGEST_HOURS = 1_000_000;

/** Reads a duration such as `1h 30m`. Exact: a decimal that is no whole number of seconds is refused. Each unit may come once. */
export function parseDuration(text: string, working: WorkingTime): DurationReading {
  const trimmed = text.trim();
  if (trimmed.startsWith('-')) return invalid(`the time "${trimmed}" is negative; ${EXAMPLE}`);
  if (/^[\d.]+$/.test(trimmed)) return invalid(`the time "${trimmed}" has no unit; ${EXAMPLE}`);
  if (trimmed.length > 100 || !SHAPE.test(trimmed)) return invalid(`"${trimmed.slice(0, 100)}" is no time; ${EXAMPLE}`);
  const parts = [...trimmed.matchAll(PARTS)];
  if (new Set(parts.map((part) => part[3])).size < parts.length) {
    return invalid(`the time "${trimmed}" names a unit twice; ${EXAMPLE}`);
  }
  const seconds = parts.map((part) => exactSeconds(part[1] ?? '', part[2] ?? '', secondsPer(part[3], working)));
  return total(trimmed, seconds);
}

/**
 * Below an hour in minutes; from an hour on in decimal hours where two decimals are exact (`1.25h`), else `1h 40m`.
 * Seconds that are no whole minutes are written too (`1m 30s`): a duration is never rounded.
 */
export function renderDuration(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`${seconds} is no duration in whole seconds`);
  if (seconds >= 3600 && seconds % 36 === 0) return `${seconds / 3600}h`;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  const written = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return written.join(' ') || '0m';
}

function secondsPer(unit: string | undefined, working: WorkingTime): number {
  if (unit === 'w') return working.secondsPerWeek;
  if (unit === 'd') return working.secondsPerDay;
  return unit === 'h' ? 3600 : unit === 'm' ? 60 : 1;
}

/** Null where the product is no whole number. */
function exactSeconds(whole: string, fraction: string, unit: number): bigint | null {
  const scale = 10n ** BigInt(fraction.length);
  const product = BigInt(whole + fraction) * BigInt(unit);
  return product % scale === 0n ? product / scale : null;
}

function total(text: string, parts: readonly (bigint | null)[]): DurationReading {
  let sum = 0n;
  for (const part of parts) {
    if (part === null) return invalid(`the time "${text}" is not a whole number of seconds`);
    sum += part;
  }
  if (sum === 0n) return invalid('the time is zero');
  if (sum > BigInt(LONGEST_HOURS * 3600)) return invalid(`the time "${text}" is longer than ${LONGEST_HOURS} hours`);
  return { kind: 'duration', seconds: Number(sum) };
}

function invalid(reason: string): DurationReading {
  return { kind: 'invalid', reason };
}
