import { json } from '../answers.ts';
import { askEngine } from '../ask-engine.ts';
import { endpoint } from '../endpoint.ts';
import { MAKING, makingProblems } from '../making.ts';
import { COMMENT_CREATED, commentRequest } from '../schemas/comment.ts';
import { TICKET_PARAMETER } from '../schemas/path-parameters.ts';

/** `POST /comment/{issue}`: a comment, in Jira first. */
export const comment = endpoint({
  ...MAKING,
  path: '/comment/{issue}',
  summary: 'Comment on a ticket',
  params: TICKET_PARAMETER,
  body: { form: 'json', schema: commentRequest },
  responses: { 201: { description: 'It is in Jira', schema: COMMENT_CREATED } },
  problems: makingProblems('Jira does not know the ticket, or it is of another project'),
  answer: async (asked, context) => {
    const request = { kind: 'comment', issue: asked.params.issue, ...asked.body } as const;
    const { issue, jiraId, path, url, commit } = await askEngine(request, asked, context);
    return json(201, { issue, commentId: jiraId, path, url, commit });
  },
});
