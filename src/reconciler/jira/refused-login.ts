import { Failure } from '../../model/failure.ts';
import type { Reply } from './exchange.ts';

/**
 * Tells a refused login in each way that Jira has: 401; a 403 that asks for a CAPTCHA; and answers that look well but
 * were given to nobody, which Jira marks with `X-AUSERNAME: anonymous` or a failed login reason.
 */
export function refusedLogin(reply: Reply, host: string): Failure | null {
  if (asksForCaptcha(reply)) {
    return new Failure(
      'fatal',
      `Jira at ${host} asks for a CAPTCHA: log in once in a browser as the service account, and run \`tract doctor\` before Tract is started again`,
    );
  }
  if (isUnknownCaller(reply)) {
    return new Failure(
      'fatal',
      `Jira at ${host} refuses the credentials: check JIRA_USERNAME with JIRA_PASSWORD, or JIRA_TOKEN`,
    );
  }
  return null;
}

/** Once asked for, a CAPTCHA stays until a person solves it; more tries only prolong it. */
export function asksForCaptcha({ headers }: Reply): boolean {
  return (
    /CAPTCHA/i.test(headers['x-authentication-denied-reason'] ?? '') ||
    headers['x-seraph-loginreason'] === 'AUTHENTICATION_DENIED'
  );
}

/** Data Center says 401 to a known caller as well, where a permission is missing: then it names the caller. */
function isUnknownCaller({ status, headers }: Reply): boolean {
  const caller = headers['x-ausername'];
  if (caller === 'anonymous' || headers['x-seraph-loginreason'] === 'AUTHENTICATED_FAILED') return true;
  const isKnown = caller !== undefined || headers['x-seraph-loginreason'] === 'OK';
  return status === 401 && !isKnown;
}
