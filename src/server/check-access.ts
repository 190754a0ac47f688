import type { IncomingMessage } from 'node:http';
import type { Access } from './endpoint.ts';
import { Problem } from './problem.ts';
import { isSameSecret } from './same-secret.ts';

/** Lets the caller through, or throws the Problem that says what is missing. */
export function checkAccess(
  access: Exclude<Access, 'webhook'>,
  request: IncomingMessage,
  apiKeys: readonly string[],
): void {
  if (access === 'open') return;
  if (access === 'local-or-key' && isLocal(request)) return;
  const given = givenKey(request);
  if (apiKeys.length === 0) {
    throw unauthorized(
      'This server has no API key yet: set TRACT_API_KEY (such as `openssl rand -hex 32` prints) in its environment, restart it, and send the key as `Authorization: Bearer KEY`',
    );
  }
  if (given === null)
    throw unauthorized('An API key is needed: send it as `Authorization: Bearer KEY` or `X-API-Key: KEY`');
  // Every key is compared, so that the time does not tell which one came close.
  const matches = apiKeys.filter((key) => isSameSecret(given, key));
  if (matches.length === 0) throw unauthorized('The API key is not one of this server');
}

/**
 * True for a process of this machine. A reverse proxy here speaks for others, and so does a browser on any page:
 * requests with their headers are not local.
 */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  const speaksForOthers = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'origin'].some(
    (name) => name in headers,
  );
  return isLoopback && !speaksForOthers;
}

function givenKey({ headers }: IncomingMessage): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const single = headers['x-api-key'];
  return bearer ?? (typeof single === 'string' && single !== '' ? single : null);
}

function unauthorized(detail: string): Problem {
  return new Problem(401, detail, { 'WWW-Authenticate': 'Bearer realm="tract"' });
}
