import { json } from '../answers.ts';
import { askEngine } from '../ask-engine.ts';
import { endpoint } from '../endpoint.ts';
import { IDEMPOTENCY_KEY } from '../idempotency-key.ts';
import { COMMENT_CREATED, commentRequest } from '../schemas/comment.ts';
import { NO_QUERY, TICKET_PARAMETER } from '../schemas/path-parameters.ts';

/** `POST /comment/{issue}`: a comment, in Jira first. */
export const comment = endpoint({
  method: 'post',
  path: '/comment/{issue}',
  summary: 'Comment on a ticket',
  access: { kind: 'key', right: 'write', local: false },
  params: TICKET_PARAMETER,
  query: NO_QUERY,
  headers: IDEMPOTENCY_KEY,
  body: { form: 'json', schema: commentRequest },
  responses: { 201: { description: 'It is in Jira', schema: COMMENT_CREATED } },
  problems: {
    404: 'Jira does not know the ticket, or it is of another project',
    409: 'A request with this Idempotency-Key is being worked on',
    422: "Jira refuses it, in Jira's words; or the Idempotency-Key was used for another request",
    503: 'Jira is away',
  },
  answer: async (asked, context) => {
    const request = { kind: 'comment', issue: asked.params.issue, ...asked.body } as const;
    const { issue, jiraId, path, url, commit } = await askEngine(request, asked, context);
    return json(201, { issue, commentId: jiraId, path, url, commit });
  },
});
