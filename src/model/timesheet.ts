import type { GitWorklog } from './worklog.ts';

/** Seconds of one day of the UTC calendar, or of one ticket. */
export type DayTotal = { readonly date: string; readonly totalSeconds: number };
export type TicketTotal = { readonly issue: string; readonly totalSeconds: number };

/** Entries in the order of their start, with what they add up to: by day, by ticket, and in all. */
export type Timesheet<T extends GitWorklog> = {
  readonly entries: readonly T[];
  readonly days: readonly DayTotal[];
  readonly issues: readonly TicketTotal[];
  readonly totalSeconds: number;
};

/** Adds up time entries. An entry belongs to the day on which it started, in UTC, however long it is. */
export function timesheetOf<T extends GitWorklog>(worklogs: Iterable<T>): Timesheet<T> {
  const entries = [...worklogs].sort((a, b) => order(a.started, b.started) || order(a.issue, b.issue));
  const days = totals(entries, ({ started }) => started.slice(0, 10));
  const issues = totals(entries, ({ issue }) => issue);
  return {
    entries,
    days: days.map(([date, totalSeconds]) => ({ date, totalSeconds })),
    issues: issues.map(([issue, totalSeconds]) => ({ issue, totalSeconds })),
    totalSeconds: entries.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

function totals<T extends GitWorklog>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const entry of entries) sums.set(nameOf(entry), (sums.get(nameOf(entry)) ?? 0) + entry.seconds);
  return [...sums].sort(([a], [b]) => order(a, b));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
