import { createHmac } from 'node:crypto';

/** The `X-Hub-Signature` of a body: method, equals sign, hexadecimal HMAC of the bytes sent. */
export function signBody(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
