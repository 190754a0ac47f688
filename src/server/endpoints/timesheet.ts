import { renderDuration } from '../../model/duration.ts';
import { timesheetOf } from '../../model/timesheet.ts';
import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { invalidRequest } from '../read-given.ts';
import { AUTHOR_PARAMETER, NO_BODY } from '../schemas/path-parameters.ts';
import { PERIOD, TIMESHEET } from '../schemas/worklog.ts';
import { timeEntryOf } from '../time-entry-of.ts';

/** `GET /timesheet/{author}?from&to`: the time entries of one person, as the branch has them, with totals. */
export const timesheet = endpoint({
  method: 'get',
  path: '/timesheet/{author}',
  summary: 'The time entries of a person, with totals of days and tickets',
  access: { kind: 'key', right: 'read', local: false },
  params: AUTHOR_PARAMETER,
  query: PERIOD,
  body: { form: 'none', schema: () => NO_BODY },
  responses: {
    200: { description: 'The entries, by their start; none where the person logged nothing', schema: TIMESHEET },
  },
  problems: { 503: 'The service is starting' },
  answer: async ({ params: { author }, query }, { engine, clock }) => {
    const { from, to } = periodOf(query, new Date(clock()).toISOString().slice(0, 10));
    const logged = await engine.reader.worklogsBy(author);
    const sheet = timesheetOf(logged.filter(({ started }) => isWithin(started.slice(0, 10), from, to)));
    return json(200, {
      author,
      from,
      to,
      entries: sheet.entries.map(timeEntryOf),
      days: sheet.days.map(withTotal),
      issues: sheet.issues.map(withTotal),
      ...withTotal({ totalSeconds: sheet.totalSeconds }),
    });
  },
});

type Period = { readonly from: string; readonly to: string };

function periodOf(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): Period {
  const to = query.to ?? today;
  const from = query.from ?? `${to.slice(0, 8)}01`;
  if (from <= to) return { from, to };
  throw invalidRequest([{ field: 'from', words: `lies after to (${to})` }]);
}

function isWithin(day: string, from: string, to: string): boolean {
  return from <= day && day <= to;
}

function withTotal<T extends { readonly totalSeconds: number }>(sum: T): T & { readonly total: string } {
  return { ...sum, total: renderDuration(sum.totalSeconds) };
}
