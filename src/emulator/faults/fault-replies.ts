import type { Reply } from '../http/call.ts';
import type { World } from '../world/world.ts';
import type { FaultKind } from './faults.ts';

/** The answer that a fault puts in place of the real one; null when it does not answer. */
export function replyOfFault(fault: FaultKind, world: World): Reply | null {
  switch (fault.kind) {
    case 'rate-limited':
      return tooManyRequests(world, fault.retryAfterSeconds ?? 1, 'jira-burst-based');
    case 'unavailable':
      return { status: 503, body: '', headers: retryAfter(fault.retryAfterSeconds) };
    case 'html':
      return htmlPage(fault.status ?? 502);
    case 'conflict':
      return {
        status: 409,
        body: { errorMessages: ['The issue was changed by somebody else at the same time.'], errors: {} },
      };
    case 'answer':
      return { status: fault.status, body: fault.body, ...(fault.headers ? { headers: fault.headers } : {}) };
    default:
      return null;
  }
}

/** 429: Cloud names a reason, Data Center counts tokens. */
export function tooManyRequests(world: World, retryAfterSeconds: number, reason: string): Reply {
  const limit = String(world.settings.rateLimit?.limit ?? (world.settings.personality === 'cloud' ? 350 : 5));
  const common = { 'Retry-After': String(retryAfterSeconds), 'X-RateLimit-Limit': limit, 'X-RateLimit-Remaining': '0' };
  if (world.settings.personality === 'server')
    return { status: 429, body: { message: 'Rate limit exceeded.' }, headers: common };
  const reset = new Date(world.now() + retryAfterSeconds * 1000).toISOString();
  return {
    status: 429,
    body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
    headers: { ...common, 'X-RateLimit-Reset': reset, 'RateLimit-Reason': reason },
  };
}

function htmlPage(status: number): Reply {
  const title = status === 200 ? 'Log in - Jira' : `${status} Bad Gateway`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, body, headers: { 'Content-Type': 'text/html;charset=UTF-8' } };
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
