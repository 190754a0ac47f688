import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isSameSecret } from './access/same-secret.ts';
import { Problem } from './problem.ts';

/**
 * Refuses a webhook that carries no proof at all, before its body is read: a signature, or the secret as `?token=`.
 * Throws a Problem that says what to do.
 */
export function expectProof(headers: IncomingHttpHeaders, token: unknown, secret: string | null): void {
  if (secret === null) {
    throw new Problem(
      403,
      'Webhooks are refused until TRACT_WEBHOOK_SECRET is set: give the same secret to the webhook in Jira, or append ?token=SECRET to its address',
    );
  }
  if (typeof headers['x-hub-signature'] === 'string') return;
  if (typeof token !== 'string') {
    throw new Problem(401, 'The webhook is not signed: it needs X-Hub-Signature, or ?token=SECRET');
  }
  if (!isSameSecret(token, secret)) {
    throw new Problem(401, 'The token of the webhook is not TRACT_WEBHOOK_SECRET');
  }
}

/** Refuses a signature that does not fit the body, whatever else the webhook carries. */
export function checkSignature(headers: IncomingHttpHeaders, body: unknown, secret: string | null): void {
  const signature = headers['x-hub-signature'];
  if (typeof signature !== 'string' || secret === null) return;
  if (isSameSecret(signature.trim().toLowerCase(), signatureOf(bytesOf(body), secret))) return;
  throw new Problem(401, 'X-Hub-Signature does not fit the body: the secret in Jira and TRACT_WEBHOOK_SECRET differ');
}

/** `sha256=HEX` of the body as it came, as Jira and WebSub have it. */
function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}
