import { isDate } from '../../model/timestamp.ts';
import { usageError } from '../cli-error.ts';

const WEEK = /^(\d{4})-?W(\d{2})$/i;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const DAY_MS = 86_400_000;

/** Days of the calendar such as `2026-02-14`, both included, in UTC. */
export type Period = { readonly from: string; readonly to: string };

/**
 * A day as people write one: `2026-02-14`, or words such as `yesterday`, `last monday`, `2 weeks ago`, in UTC and counted
 * from `nowMs`. A CliError for anything else; `option` names it there.
 */
export async function readDay(text: string, option: string, nowMs: number): Promise<string> {
  const typed = text.trim();
  if (isDate(typed)) return typed;
  // Loaded when words are used: it takes longer than all else that a command does.
  const { parseDate } = await import('chrono-node');
  const found = /^\d[\d-]*$/.test(typed)
    ? null
    : parseDate(spelledOut(typed), { instant: new Date(nowMs), timezone: 0 });
  if (found !== null) return dayOf(found.getTime());
  throw usageError(`${option}: "${typed}" is no day; write it like 2026-02-14, yesterday or "2 weeks ago"`);
}

/** The ISO week `2026-W07`, Monday to Sunday; null where there is no such week. */
export function weekPeriod(text: string): Period | null {
  const [, year = '', week = ''] = WEEK.exec(text.trim()) ?? [];
  if (year === '') return null;
  // ISO 8601: week 1 is the one with the 4th of January.
  const fourth = Date.parse(`${year}-01-04T00:00:00Z`);
  const monday = fourth - weekdayOf(fourth) * DAY_MS + (Number(week) - 1) * DAY_MS * 7;
  return isoWeekOf(dayOf(monday)) === `${year}-W${week}`
    ? { from: dayOf(monday), to: dayOf(monday + 6 * DAY_MS) }
    : null;
}

/** The month `2026-02`; null where there is no such month. */
export function monthPeriod(text: string): Period | null {
  const month = text.trim();
  if (!MONTH.test(month)) return null;
  const [year, number] = month.split('-').map(Number);
  return { from: `${month}-01`, to: dayOf(Date.UTC(year ?? 0, number ?? 1, 0)) };
}

/** `2026-W07`. */
export function isoWeekOf(day: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  const thursday = ms + (3 - weekdayOf(ms)) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The day of a moment, in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Every day of a period. */
export function daysOf({ from, to }: Period): readonly string[] {
  const first = Date.parse(`${from}T00:00:00Z`);
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - first) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => dayOf(first + index * DAY_MS));
}

/** True from Monday to Friday. */
export function isWorkingDay(day: string): boolean {
  return weekdayOf(Date.parse(`${day}T00:00:00Z`)) < 5;
}

/** From 0 for Monday to 6 for Sunday. */
function weekdayOf(ms: number): number {
  return (new Date(ms).getUTCDay() + 6) % 7;
}

/** `7d` and `2w`, as `git log --since` users know them, in words. */
function spelledOut(text: string): string {
  const [, count, unit] = /^(\d{1,4})\s*([dwmy])$/.exec(text) ?? [];
  const names: Readonly<Record<string, string>> = { d: 'days', w: 'weeks', m: 'months', y: 'years' };
  return unit === undefined ? text : `${count} ${names[unit]} ago`;
}
