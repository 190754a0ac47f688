import { renderDuration } from '../../model/duration.ts';
import type { Colors } from '../context.ts';
import { table } from '../render/table.ts';
import type { Timesheet, TimesheetDay } from './build-timesheet.ts';

export type TimesheetView = {
  readonly colors: Colors;
  readonly width: number | null;
  /** The author's name, and what each ticket is about. */
  readonly name: string;
  readonly titles: ReadonlyMap<string, string>;
};

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The days with their tickets and what is missing, then the tickets with their totals. */
export function timesheetLines(sheet: Timesheet, { colors, width, name, titles }: TimesheetView): readonly string[] {
  const { period, totalSeconds, dueSeconds, missingSeconds } = sheet;
  const days = sheet.days.filter(({ totalSeconds: own, dueSeconds: due }) => own + due > 0);
  const perTicket = sheet.tickets.map(({ issue, seconds }) => [
    issue,
    renderDuration(seconds),
    titles.get(issue) ?? '',
  ]);
  const due = dueSeconds === 0 ? '' : ` of ${renderDuration(dueSeconds)} due`;
  const missing = missingSeconds === 0 ? '' : `, ${colors.yellow(`${renderDuration(missingSeconds)} missing`)}`;
  return [
    `${colors.bold(name)}, ${period.from} to ${period.to} (days in UTC)`,
    '',
    ...(days.length === 0 ? [] : table(['DAY', 'TICKET', 'TIME', 'COMMENT'], days.flatMap(dayRows), width, colors)),
    ...(perTicket.length === 0 ? [] : ['', ...table(['TICKET', 'TIME', 'TITLE'], perTicket, width, colors)]),
    ...(days.length + perTicket.length === 0 ? [] : ['']),
    `Total: ${colors.bold(renderDuration(totalSeconds))}${due}${missing}`,
  ];
}

function dayRows({ date, tickets, totalSeconds, missingSeconds }: TimesheetDay): readonly (readonly string[])[] {
  const day = `${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${date}`;
  const missing = missingSeconds === 0 ? '' : `${renderDuration(missingSeconds)} missing`;
  if (tickets.length === 0) return [[day, '', '0m', missing]];
  const rows = tickets.map(({ issue, seconds, comments }, index) => {
    return [index === 0 ? day : '', issue, renderDuration(seconds), comments.join('; ')];
  });
  const needsTotal = tickets.length > 1 || missing !== '';
  return needsTotal
    ? [...rows, ['', '', renderDuration(totalSeconds), missing === '' ? '(day)' : `(day) ${missing}`]]
    : rows;
}
