import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * True for a process of this machine. A reverse proxy here speaks for others, and so does a browser on any page:
 * requests with their headers are not local, nor is one that came by a name that somebody else's DNS may have given
 * to this machine.
 */
export function isLocal({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  const speaksForOthers = SPOKESMEN.some((name) => name in headers);
  return isLoopback && !speaksForOthers && LOOPBACK_HOST.test(headers.host ?? '');
}

const SPOKESMEN = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via', 'origin', 'sec-fetch-site'];
