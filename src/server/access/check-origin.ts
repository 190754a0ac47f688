import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../problem.ts';
import type { KnownCaller } from './caller.ts';
import { isSameSecret } from './same-secret.ts';
import type { Sessions } from './sessions.ts';

/**
 * Refuses what another site's page made a browser send. A browser names the page in `Origin`, and a page cannot send
 * `X-Forwarded-Host` unasked, so that either name of ours may stand there.
 */
export function checkOrigin(headers: IncomingHttpHeaders): void {
  const { origin, host } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
  } else {
    const named = URL.canParse(origin) ? new URL(origin).host : null;
    if (named !== null && (named === host || named === headers['x-forwarded-host'])) return;
  }
  throw new Problem(403, 'This was sent from the page of another site: open the dashboard of this server itself');
}

/** A browser sends the cookie for anybody, so what a session writes needs its token too. Keys need none of this. */
export function checkCsrf(
  { session }: KnownCaller,
  headers: IncomingHttpHeaders,
  formToken: string | null,
  sessions: Sessions,
): void {
  if (session === null) return;
  checkOrigin(headers);
  const header = headers['x-csrf-token'];
  const given = typeof header === 'string' ? header : formToken;
  if (given !== null && isSameSecret(given, sessions.csrfToken(session))) return;
  throw new Problem(403, 'A browser session needs its token besides the cookie: send it as `X-CSRF-Token`');
}
