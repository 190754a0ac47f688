import { timesheetOf } from '../../model/timesheet.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import { daysOf, isWorkingDay, type Period } from '../time/read-day.ts';

/** One day of a timesheet; `dueSeconds` is 0 on weekends and in the future. */
export type TimesheetDay = {
  readonly date: string;
  readonly tickets: readonly TicketTime[];
  readonly totalSeconds: number;
  readonly dueSeconds: number;
  readonly missingSeconds: number;
};

/** The time on one ticket; `comments` are those of its entries, in their order, each once. */
export type TicketTime = { readonly issue: string; readonly seconds: number; readonly comments: readonly string[] };

export type Timesheet = {
  readonly author: string;
  readonly period: Period;
  readonly entries: readonly GitWorklog[];
  readonly days: readonly TimesheetDay[];
  readonly tickets: readonly TicketTime[];
  readonly totalSeconds: number;
  readonly dueSeconds: number;
  readonly missingSeconds: number;
};

export type TimesheetOptions = {
  readonly author: string;
  readonly period: Period;
  /** From the project's configuration. */
  readonly secondsPerDay: number;
  /** The day it is: what lies behind is not due yet. */
  readonly today: string;
};

/**
 * The time of one author by day and ticket. A day is one in UTC, as all times of a ticket repository are. On a day from
 * Monday to Friday a whole day is due; what one day has too much does not make up for another.
 */
export function buildTimesheet(worklogs: readonly GitWorklog[], options: TimesheetOptions): Timesheet {
  const { author, period } = options;
  const name = author.toLowerCase();
  const { entries, totalSeconds } = timesheetOf(
    worklogs.filter((worklog) => worklog.author.toLowerCase() === name && isWithin(worklog, period)),
  );
  const days = daysOf(period).map((date) => dayOf(date, entries, options));
  return {
    author,
    period,
    entries,
    days,
    tickets: [...byTicket(entries)].sort((a, b) => b.seconds - a.seconds),
    totalSeconds,
    dueSeconds: sum(days.map(({ dueSeconds }) => dueSeconds)),
    missingSeconds: sum(days.map(({ missingSeconds }) => missingSeconds)),
  };
}

function isWithin({ started }: GitWorklog, { from, to }: Period): boolean {
  const day = started.slice(0, 10);
  return day >= from && day <= to;
}

function dayOf(date: string, entries: readonly GitWorklog[], { secondsPerDay, today }: TimesheetOptions): TimesheetDay {
  const own = entries.filter(({ started }) => started.startsWith(date));
  const { totalSeconds } = timesheetOf(own);
  const dueSeconds = isWorkingDay(date) && date <= today ? secondsPerDay : 0;
  const missingSeconds = Math.max(0, dueSeconds - totalSeconds);
  return { date, tickets: byTicket(own), totalSeconds, dueSeconds, missingSeconds };
}

function byTicket(entries: readonly GitWorklog[]): readonly TicketTime[] {
  return timesheetOf(entries).issues.map(({ issue, totalSeconds }) => {
    const own = entries.filter((entry) => entry.issue === issue && entry.comment !== '');
    return { issue, seconds: totalSeconds, comments: [...new Set(own.map(({ comment }) => comment))] };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
