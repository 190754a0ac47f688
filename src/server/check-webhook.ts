import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isSameSecret } from './access/same-secret.ts';
import { Problem } from './problem.ts';

/** Headers with `sha256=HEX` of the body. Hosts that send the first send an older one in the second, by another hash. */
const SIGNATURES = ['x-hub-signature-256', 'x-hub-signature'] as const;
/** GitLab sends the secret itself. */
const TOKEN = 'x-gitlab-token';

/**
 * Refuses a webhook that carries no proof at all, before its body is read: a signature (Jira, GitHub, Gitea), or the
 * secret as `X-Gitlab-Token` or `?token=`. Throws a Problem that says what to do.
 */
export function expectProof(headers: IncomingHttpHeaders, token: unknown, secret: string | null): void {
  if (secret === null) {
    throw new Problem(
      403,
      'Webhooks are refused until TRACT_WEBHOOK_SECRET is set: give the same secret to whoever sends them, or append ?token=SECRET to the address',
    );
  }
  if (SIGNATURES.some((name) => typeof headers[name] === 'string')) return;
  const given = headers[TOKEN] ?? token;
  if (typeof given !== 'string') {
    throw new Problem(401, 'The webhook is not signed: it needs X-Hub-Signature, or ?token=SECRET');
  }
  if (!isSameSecret(given, secret)) {
    throw new Problem(401, 'The token of the webhook is not TRACT_WEBHOOK_SECRET');
  }
}

/** Refuses a signature that does not fit the body, whatever else the webhook carries. */
export function checkSignature(headers: IncomingHttpHeaders, body: unknown, secret: string | null): void {
  const name = SIGNATURES.find((each) => typeof headers[each] === 'string');
  if (name === undefined || secret === null) return;
  if (isSameSecret(String(headers[name]).trim().toLowerCase(), signatureOf(bytesOf(body), secret))) return;
  throw new Problem(
    401,
    'The signature does not fit the body: the secret of the sender and TRACT_WEBHOOK_SECRET differ',
  );
}

/** `sha256=HEX` of the body as it came, as Jira, GitHub and WebSub have it. */
function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}
