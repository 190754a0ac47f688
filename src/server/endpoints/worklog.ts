import { parseDuration, renderDuration } from '../../model/duration.ts';
import { InternalError } from '../../model/internal-error.ts';
import { parseTime } from '../../model/timestamp.ts';
import { json } from '../answers.ts';
import { askEngine } from '../ask-engine.ts';
import { endpoint } from '../endpoint.ts';
import { IDEMPOTENCY_KEY } from '../idempotency-key.ts';
import { NO_QUERY, TICKET_PARAMETER } from '../schemas/path-parameters.ts';
import { WORKLOG_CREATED, worklogRequest } from '../schemas/worklog.ts';

/** `POST /worklog/{issue}`: a time entry, in Jira first. */
export const worklog = endpoint({
  method: 'post',
  path: '/worklog/{issue}',
  summary: 'Log time on a ticket',
  access: { kind: 'key', right: 'write', local: false },
  params: TICKET_PARAMETER,
  query: NO_QUERY,
  headers: IDEMPOTENCY_KEY,
  body: { form: 'json', schema: worklogRequest },
  responses: { 201: { description: 'It is in Jira', schema: WORKLOG_CREATED } },
  problems: {
    404: 'Jira does not know the ticket, or it is of another project',
    409: 'A request with this Idempotency-Key is being worked on',
    422: "Jira refuses it, in Jira's words; or the Idempotency-Key was used for another request",
    503: 'Jira is away',
  },
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
