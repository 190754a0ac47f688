import type { IncomingHttpHeaders } from 'node:http';
import { SESSION_SECONDS } from './sessions.ts';

const NAME = 'tract_session';

/** The cookie that keeps a browser logged in: out of reach of scripts, and never sent from another site's page. */
export function sessionCookie(token: string, headers: IncomingHttpHeaders): string {
  return `${NAME}=${token}; Max-Age=${SESSION_SECONDS}${attributes(headers)}`;
}

export function endOfSessionCookie(headers: IncomingHttpHeaders): string {
  return `${NAME}=; Max-Age=0${attributes(headers)}`;
}

/** The token a browser sent; null where it sent none. */
export function sessionTokenOf({ cookie }: IncomingHttpHeaders): string | null {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim());
  const own = pairs.find((pair) => pair.startsWith(`${NAME}=`));
  return own === undefined ? null : own.slice(NAME.length + 1);
}

/** Behind a proxy that speaks TLS the cookie stays with TLS. */
function attributes(headers: IncomingHttpHeaders): string {
  const isTls = String(headers['x-forwarded-proto'] ?? '').startsWith('https');
  return `; Path=/; HttpOnly; SameSite=Strict${isTls ? '; Secure' : ''}`;
}
