import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from './problem.ts';

export const IDEMPOTENCY_KEY = {
  'Idempotency-Key':
    'Any text of your own, best a UUID, one for each request: sent again, the request is answered and not repeated',
} as const;

const KEY = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

/**
 * The `Idempotency-Key` of a request; null where it has none. The draft of the IETF has it in quotes, much software does
 * not: both are taken, and mean the same.
 */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string | null {
  const given = headers['idempotency-key'];
  if (given === undefined) return null;
  const text = String(given).trim();
  const key = text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
  if (KEY.test(key)) return key;
  throw new Problem(400, 'Idempotency-Key must be 1 to 200 visible ASCII characters, such as a UUID');
}
