import { z } from 'zod';
import { isTicketKey, ticketName } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';
import { REPORT_ITEM } from '../schemas/cycle-report.ts';
import { NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { STATUS_REPORT } from '../schemas/status.ts';

const QUERY = z.strictObject({
  issue: z
    .string()
    .refine((issue) => isTicketKey(issue) || isOfflineKey(issue) || ticketName(issue) !== null, {
      error: 'must be a ticket such as APP-123, or the path of a new one such as issues/idea.md',
    })
    .optional()
    .meta({ description: 'One ticket, compared now: its key, or the path of a new file', example: 'APP-123' }),
});

/** `GET /status[?issue=]`: what waits and why; with an issue, that one compared now. */
export const status = endpoint({
  method: 'get',
  path: '/status',
  summary: 'What waits and why; with an issue, that one compared now',
  access: { kind: 'key', right: 'read', local: false },
  params: NO_PARAMETERS,
  query: QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'The project, or the ticket', schema: z.union([STATUS_REPORT, REPORT_ITEM]) } },
  problems: { 404: 'Neither git nor Jira knows the ticket' },
  answer: async ({ query: { issue } }, { engine }) => {
    if (issue === undefined) return json(200, await engine.status());
    const item = await engine.statusOf(issue);
    if (item === null) throw new Problem(404, `${issue} is known neither to git nor to Jira`);
    return json(200, item);
  },
});
