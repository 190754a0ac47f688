import { msOfTime, parseTime, timeOfMs } from '../../model/timestamp.ts';
import { usageError } from '../cli-error.ts';
import { plain } from '../render/plain.ts';

const DAY_MS = 24 * 3600 * 1000;
const YEAR_MS = 366 * DAY_MS;
const HAS_OFFSET = /(?:z|utc|[+-]\d\d(?::?\d\d)?)$/i;

/**
 * When the work began, `YYYY-MM-DDTHH:MM:SSZ`: ISO 8601, `09:00`, or words such as `yesterday 14:00`, in the time zone of
 * the terminal where none is written, and counted from `nowMs`. More than a day ahead is refused, and more than a year back
 * unless `sure`. A CliError for anything else.
 */
export async function readStarted(text: string, nowMs: number, sure: boolean): Promise<string> {
  const ms = await momentOf(text.trim(), nowMs);
  const time = ms === null || ms < 0 ? null : timeOfMs(ms);
  if (ms === null || time === null) {
    const examples = '09:00, "yesterday 14:00", "last friday 9am" or 2026-02-14T09:00';
    throw usageError(`--started: "${plain(text)}" is no moment; write it like ${examples}`);
  }
  if (ms > nowMs + DAY_MS)
    throw usageError(
      `--started: "${plain(text)}" is ${localTime(time)}, which lies ahead; time is logged for work that was done`,
    );
  if (ms < nowMs - YEAR_MS && !sure)
    throw usageError(
      `--started: "${plain(text)}" is ${localTime(time)}, more than a year ago; add --yes if it is meant`,
    );
  return time;
}

/** `2026-02-14 09:00 +01:00`, as the clock on the wall showed it. */
export function localTime(time: string): string {
  const date = new Date(msOfTime(time));
  const offset = -date.getTimezoneOffset();
  const wall = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  const minutes = Math.abs(offset);
  return `${wall} ${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Words that say only in part what they mean (`09:00 tomorow`) say nothing: time must not be logged at a guess. */
async function momentOf(text: string, nowMs: number): Promise<number | null> {
  const exact = HAS_OFFSET.test(text) ? parseTime(text) : null;
  if (exact !== null) return msOfTime(exact);
  // Loaded when it is used: it takes longer than all else that a command does.
  const { parse } = await import('chrono-node');
  const [found, ...others] = parse(text, { instant: new Date(nowMs) });
  if (found === undefined || others.length > 0 || found.end) return null;
  const isWhole =
    /^(?:at|on|since)?\s*$/i.test(text.slice(0, found.index)) && found.index + found.text.length === text.length;
  return isWhole ? Math.floor(found.date().getTime() / 1000) * 1000 : null;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
