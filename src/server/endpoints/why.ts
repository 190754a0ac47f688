import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';
import { NO_BODY, TICKET_PARAMETER } from '../schemas/path-parameters.ts';
import { WHY, WHY_QUERY } from '../schemas/why.ts';

/** `GET /why/{issue}[?field=&all=]`: what each side says, who said so and when, and what decides. */
export const why = endpoint({
  method: 'get',
  path: '/why/{issue}',
  summary: 'Why a field is what it is: what each side says, who said so and when, and what decides',
  access: { kind: 'key', right: 'read', local: false },
  params: TICKET_PARAMETER,
  query: WHY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'The ticket, compared now', schema: WHY } },
  problems: {
    404: 'Neither git nor Jira knows the ticket',
    422: 'The ticket has no such field, comment or time entry',
  },
  answer: async ({ params: { issue }, query: { field = null, all } }, { engine }) => {
    const answer = await engine.why({ issue, field, all: all === 'true' });
    if (answer === null) throw new Problem(404, `${issue} is known neither to git nor to Jira`);
    if (answer.kind === 'unknown-field') {
      const detail = `${issue} has no ${field}: there is ${answer.fields.slice(0, LISTED).join(', ')}`;
      throw new Problem(422, detail, { errors: { field: 'is nothing that this ticket has' } });
    }
    const { kind: _kind, ...reasons } = answer;
    return json(200, reasons);
  },
});

const LISTED = 60;
