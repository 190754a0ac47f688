import { z } from 'zod';
import { parseDuration } from '../../model/duration.ts';
import { isDate, msOfTime, parseTime } from '../../model/timestamp.ts';
import { authorSchema } from './author.ts';
import type { Rules } from './rules.ts';

const LONGEST_SECONDS = 1000 * 3600;
const DAY_MS = 24 * 3600 * 1000;
/** Nobody logs work that is further ahead; a year that is mistyped is. */
const FURTHEST_AHEAD_MS = 31 * DAY_MS;

/** `POST /worklog/{issue}`. */
export function worklogRequest({ format, nowMs }: Rules) {
  return z.strictObject({
    author: authorSchema(),
    time: z
      .string()
      .superRefine((text, context) => {
        const reading = parseDuration(text, format);
        if (reading.kind === 'invalid') refuse(context, `is no time to log: ${reading.reason}`);
        else if (reading.seconds > LONGEST_SECONDS)
          refuse(context, 'is longer than 1000h, which no single entry may be');
      })
      .meta({ description: 'How long: `30m`, `2h`, `1.5h`, `1h 30m`, `1d`, `1w`', example: '1h 30m' }),
    started: z
      .string()
      .superRefine((text, context) => {
        const time = parseTime(text);
        if (time === null) refuse(context, 'must be a time such as 2026-02-14T09:00:00Z');
        else if (msOfTime(time) < 0) refuse(context, 'lies before 1970');
        else if (msOfTime(time) > nowMs + FURTHEST_AHEAD_MS) refuse(context, 'lies more than a month ahead');
      })
      .nullish()
      .meta({ description: 'When the work began; now where it is missing', example: '2026-02-14T09:00:00Z' }),
    comment: z.string().nullish().meta({ description: 'Markdown' }),
    id: z
      .string()
      .max(200)
      .regex(/^[^\s\p{Cc}]+$/u, { error: 'must be a text without blanks' })
      .nullish()
      .meta({ description: 'The id of the line in git; one is made where it is missing' }),
  });
}

export const WORKLOG_CREATED = z
  .looseObject({
    issue: z.string(),
    id: z.string().nullable().meta({ description: 'The id of the line in git' }),
    worklogId: z.string().meta({ description: "Jira's own id" }),
    time: z.string(),
    timeSpentSeconds: z.int(),
    commit: z
      .string()
      .nullable()
      .meta({ description: 'The commit that brought it into git; null where that comes later' }),
  })
  .meta({ description: 'A time entry that is in Jira' });

export const TIME_ENTRY = z
  .looseObject({
    issue: z.string(),
    author: z.string(),
    time: z.string(),
    timeSpentSeconds: z.int(),
    started: z.string(),
    comment: z.string(),
    id: z.string().nullable(),
    worklogId: z.string().nullable().meta({ description: "Jira's own id; null while Jira does not have it" }),
  })
  .meta({ description: 'A time entry as the branch has it' });

const TOTAL = { totalSeconds: z.int(), total: z.string() };

export const TICKET_WORKLOGS = z
  .looseObject({ issue: z.string(), worklogs: z.array(TIME_ENTRY), ...TOTAL })
  .meta({ description: 'The time entries of one ticket' });

export const TIMESHEET = z
  .looseObject({
    author: z.string(),
    from: z.string(),
    to: z.string(),
    entries: z.array(TIME_ENTRY),
    days: z.array(z.looseObject({ date: z.string(), ...TOTAL })),
    issues: z.array(z.looseObject({ issue: z.string(), ...TOTAL })),
    ...TOTAL,
  })
  .meta({ description: 'The time entries of one person, with totals of days and tickets' });

/** `?from=&to=`: days of the UTC calendar, both included. */
export const PERIOD = z.strictObject({
  from: day('First day; that of the month of the last one where it is missing'),
  to: day('Last day; today where it is missing'),
});

function day(description: string) {
  return z
    .string()
    .refine(isDate, { error: 'must be a day such as 2026-02-14' })
    .optional()
    .meta({ description, format: 'date', example: '2026-02-14' });
}

function refuse(context: z.RefinementCtx, message: string): void {
  context.addIssue({ code: 'custom', message });
}
