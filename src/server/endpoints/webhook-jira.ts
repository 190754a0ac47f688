import { json } from '../answers.ts';
import { bytesOf, checkSignature } from '../check-webhook.ts';
import { endpoint } from '../endpoint.ts';
import { issuesOfWebhook, sentAtOfWebhook } from '../issues-of-webhook.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { WEBHOOK_ACCEPTED } from '../schemas/status.ts';

/** `POST /webhook/jira`: an early look at the tickets that Jira speaks of. The body is never taken as data. */
export const webhookJira = endpoint({
  method: 'post',
  path: '/webhook/jira',
  summary: 'Jira speaks of tickets: look at them now',
  access: { kind: 'webhook' },
  limited: false,
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  headers: {
    'X-Hub-Signature': '`sha256=` and the HMAC of the body with TRACT_WEBHOOK_SECRET; or `?token=` has the secret',
  },
  body: { form: 'raw', schema: () => NO_BODY },
  responses: { 202: { description: 'They will be looked at', schema: WEBHOOK_ACCEPTED } },
  answer: async ({ headers, body }, { engine, webhookSecret, metrics, clock, log }) => {
    checkSignature(headers, body, webhookSecret);
    const parsed = parse(body);
    const issues = issuesOfWebhook(parsed, engine.project().key);
    const sentAtMs = sentAtOfWebhook(parsed);
    if (sentAtMs !== null) metrics.webhook(issues, sentAtMs, clock());
    engine.nudge('jira', issues);
    log.debug('webhook from Jira', { issues });
    return json(202, { status: 'accepted', issues });
  },
});

/** A body without a ticket, or that is no JSON at all, still says that something happened: polling will tell what. */
function parse(body: unknown): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(body)));
  } catch {
    return null;
  }
}
