import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * True for a process of this machine. A reverse proxy here speaks for others, and so does a browser on any page:
 * requests with their headers are not local, nor is one that came by a name that somebody else's DNS may have given
 * to this machine. nginx, unless told otherwise, adds no header and asks by the address it has for this server, but in
 * HTTP/1.0, which programs here have no reason to speak.
 */
export function isLocal({
  socket,
  headers,
  httpVersion,
}: Pick<IncomingMessage, 'socket' | 'headers' | 'httpVersion'>): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  const speaksForOthers = SPOKESMEN.some((name) => name in headers);
  return isLoopback && httpVersion !== '1.0' && !speaksForOthers && LOOPBACK_HOST.test(headers.host ?? '');
}

const SPOKESMEN = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via', 'origin', 'sec-fetch-site'];
