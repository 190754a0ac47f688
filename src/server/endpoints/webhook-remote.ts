import { json } from '../answers.ts';
import { checkSignature } from '../check-webhook.ts';
import { endpoint } from '../endpoint.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { ACCEPTED } from '../schemas/status.ts';

/** `POST /webhook/remote`: a host of repositories tells of a push. The body is never taken as data. */
export const webhookRemote = endpoint({
  method: 'post',
  path: '/webhook/remote',
  summary: 'Somebody pushed to TRACT_REMOTE: look at it now',
  access: { kind: 'webhook' },
  limited: false,
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  headers: {
    'X-Hub-Signature-256': '`sha256=` and the HMAC of the body with TRACT_WEBHOOK_SECRET (GitHub, Gitea)',
    'X-Gitlab-Token': 'the secret itself; or `?token=` has it',
  },
  body: { form: 'raw', schema: () => NO_BODY },
  responses: { 202: { description: 'It will be looked at', schema: ACCEPTED } },
  answer: async ({ headers, body }, { engine, webhookSecret, metrics, clock }) => {
    checkSignature(headers, body, webhookSecret);
    metrics.push(clock());
    engine.nudge('git', []);
    return json(202, { status: 'accepted' });
  },
});
