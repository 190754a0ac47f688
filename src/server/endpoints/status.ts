import { isTicketKey, ticketName } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { Endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';

/** `GET /status[?issue=]`: what waits and why; with an issue, that one compared now. */
export const status: Endpoint = {
  method: 'get',
  path: '/status',
  access: 'key',
  body: 'none',
  answer: async ({ query }, { engine }) => {
    const { issue } = query;
    if (issue === undefined) return { status: 200, body: await engine.status() };
    if (!isTicketKey(issue) && !isOfflineKey(issue) && ticketName(issue) === null) {
      throw new Problem(400, 'issue must be a ticket such as APP-123, or the path of a new one such as issues/idea.md');
    }
    const item = await engine.statusOf(issue);
    if (item === null) throw new Problem(404, `${issue} is known neither to git nor to Jira`);
    return { status: 200, body: item };
  },
};
