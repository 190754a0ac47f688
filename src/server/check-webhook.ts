import { createHmac } from 'node:crypto';
import type { Asked } from './endpoint.ts';
import { Problem } from './problem.ts';
import { isSameSecret } from './same-secret.ts';

/** Lets a webhook through that is signed with the secret, or carries it as `?token=`; throws a Problem for any other. */
export function checkWebhook(asked: Asked, secret: string | null): void {
  if (secret === null) {
    throw new Problem(
      403,
      'Webhooks are refused until TRACT_WEBHOOK_SECRET is set: give the same secret to the webhook in Jira, or append ?token=SECRET to its address',
    );
  }
  const signature = asked.headers['x-hub-signature'];
  if (typeof signature === 'string') {
    if (isSameSecret(signature.trim().toLowerCase(), signatureOf(bytesOf(asked.body), secret))) return;
    throw new Problem(401, 'X-Hub-Signature does not fit the body: the secret in Jira and TRACT_WEBHOOK_SECRET differ');
  }
  const { token } = asked.query;
  if (token === undefined)
    throw new Problem(401, 'The webhook is not signed: it needs X-Hub-Signature, or ?token=SECRET');
  if (!isSameSecret(token, secret)) throw new Problem(401, 'The token of the webhook is not TRACT_WEBHOOK_SECRET');
}

/** `sha256=HEX` of the body as it came, as Jira and WebSub have it. */
function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}
