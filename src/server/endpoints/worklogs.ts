import { renderDuration } from '../../model/duration.ts';
import { timesheetOf } from '../../model/timesheet.ts';
import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';
import { NO_BODY, NO_QUERY, TICKET_PARAMETER } from '../schemas/path-parameters.ts';
import { TICKET_WORKLOGS } from '../schemas/worklog.ts';
import { timeEntryOf } from '../time-entry-of.ts';

/** `GET /worklogs/{issue}`: the time entries of one ticket, as the branch has them. */
export const worklogs = endpoint({
  method: 'get',
  path: '/worklogs/{issue}',
  summary: 'The time entries of a ticket',
  access: { kind: 'key', right: 'read', local: false },
  params: TICKET_PARAMETER,
  query: NO_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'The entries, by their start', schema: TICKET_WORKLOGS } },
  problems: { 404: 'Nobody knows the ticket, or it is of another project', 503: 'The service is starting' },
  answer: async ({ params: { issue } }, { engine }) => {
    const logged = await engine.reader.worklogsOf(issue);
    if (logged === null) throw new Problem(404, `${issue} is known neither to git nor to Jira`);
    const { entries, totalSeconds } = timesheetOf(logged);
    return json(200, { issue, worklogs: entries.map(timeEntryOf), totalSeconds, total: renderDuration(totalSeconds) });
  },
});
