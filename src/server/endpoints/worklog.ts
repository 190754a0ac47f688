import { parseDuration, renderDuration } from '../../model/duration.ts';
import { InternalError } from '../../model/internal-error.ts';
import { parseTime } from '../../model/timestamp.ts';
import { json } from '../answers.ts';
import { askEngine } from '../ask-engine.ts';
import { endpoint } from '../endpoint.ts';
import { MAKING, makingProblems } from '../making.ts';
import { TICKET_PARAMETER } from '../schemas/path-parameters.ts';
import { WORKLOG_CREATED, worklogRequest } from '../schemas/worklog.ts';

/** `POST /worklog/{issue}`: a time entry, in Jira first. */
export const worklog = endpoint({
  ...MAKING,
  path: '/worklog/{issue}',
  summary: 'Log time on a ticket',
  params: TICKET_PARAMETER,
  body: { form: 'json', schema: worklogRequest },
  responses: { 201: { description: 'It is in Jira', schema: WORKLOG_CREATED } },
  problems: makingProblems('Jira does not know the ticket, or it is of another project'),
  answer: async (asked, context) => {
    const { author, time, started, comment, id } = asked.body;
    const reading = parseDuration(time, context.rules().format);
    if (reading.kind === 'invalid') throw new InternalError('a time that passed its schema cannot be read');
    const { seconds } = reading;
    const request = {
      kind: 'worklog',
      issue: asked.params.issue,
      id: id ?? null,
      author,
      seconds,
      started: started ? parseTime(started) : null,
      comment: comment ?? '',
    } as const;
    const { issue, id: line, jiraId, commit } = await askEngine(request, asked, context);
    const logged = { time: renderDuration(seconds), timeSpentSeconds: seconds };
    return json(201, { issue, id: line, worklogId: jiraId, ...logged, commit });
  },
});
