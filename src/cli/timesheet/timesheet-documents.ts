import { renderDuration } from '../../model/duration.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import type { TicketTime, Timesheet } from './build-timesheet.ts';
import { csv } from './csv.ts';

/** The timesheet for programs, in the shape of `GET /timesheet/{author}` with what is due. */
export function timesheetDocument(sheet: Timesheet): unknown {
  const { author, period, entries, days, tickets, totalSeconds, dueSeconds, missingSeconds } = sheet;
  return {
    author,
    ...period,
    entries: entries.map(entryDocument),
    days: days.map(({ date, tickets: own, ...times }) => {
      return { date, ...times, total: renderDuration(times.totalSeconds), tickets: own.map(ticketDocument) };
    }),
    tickets: tickets.map(ticketDocument),
    totalSeconds,
    total: renderDuration(totalSeconds),
    dueSeconds,
    missingSeconds,
  };
}

/** One entry for programs. */
export function entryDocument({ issue, author, seconds, started, comment, id }: GitWorklog): unknown {
  return { issue, author, time: renderDuration(seconds), timeSpentSeconds: seconds, started, comment, id };
}

/** A line for each entry, with its hours as a decimal number that spreadsheets add up. */
export function timesheetCsv({ entries }: Timesheet): string {
  const rows = entries.map(({ issue, author, seconds, started, comment }) => {
    return [started.slice(0, 10), issue, author, decimalHours(seconds), started, comment];
  });
  return csv([['date', 'issue', 'author', 'hours', 'started', 'comment'], ...rows]);
}

function ticketDocument({ issue, seconds, comments }: TicketTime): unknown {
  return { issue, totalSeconds: seconds, total: renderDuration(seconds), comments };
}

function decimalHours(seconds: number): string {
  return String(Math.round((seconds / 3600) * 10_000) / 10_000);
}
