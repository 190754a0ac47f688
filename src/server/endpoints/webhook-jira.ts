import { bytesOf, checkSignature } from '../check-webhook.ts';
import type { Endpoint } from '../endpoint.ts';
import { issuesOfWebhook } from '../issues-of-webhook.ts';

/** `POST /webhook/jira`: an early look at the tickets that Jira speaks of. The body is never taken as data. */
export const webhookJira: Endpoint = {
  method: 'post',
  path: '/webhook/jira',
  access: 'webhook',
  body: 'raw',
  answer: async (asked, { engine, project, webhookSecret, log }) => {
    checkSignature(asked, webhookSecret);
    const issues = issuesOfWebhook(parse(asked.body), project);
    engine.nudge('jira', issues);
    log.debug('webhook from Jira', { issues });
    return { status: 202, body: { status: 'accepted', issues } };
  },
};

/** A body without a ticket, or that is no JSON at all, still says that something happened: polling will tell what. */
function parse(body: unknown): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(body)));
  } catch {
    return null;
  }
}
