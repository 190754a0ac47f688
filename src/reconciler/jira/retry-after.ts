import type { Reply } from './exchange.ts';

const LONGEST_MS = 60 * 60 * 1000;

/**
 * How long Jira asks to be left alone, in ms: `Retry-After` as seconds or as a date, else Cloud's `X-RateLimit-Reset`
 * (an ISO time). Null where it does not say; never more than an hour.
 */
export function retryAfterMs(reply: Reply, nowMs: number): number | null {
  const header = reply.headers['retry-after']?.trim();
  const seconds = header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
  if (seconds !== null && seconds > 0) return Math.min(seconds * 1000, LONGEST_MS);
  const at = Date.parse((seconds === null ? header : undefined) ?? reply.headers['x-ratelimit-reset'] ?? '');
  if (!Number.isNaN(at)) return Math.min(Math.max(at - nowMs, 0), LONGEST_MS);
  return seconds === 0 ? 0 : null;
}

/**
 * How long to hold back although this request was answered: Data Center tells on every reply how many tokens are left
 * and how often new ones come. A limit of -1 means that the account is exempt.
 */
export function exhaustedMs(reply: Reply): number | null {
  if (Number(reply.headers['x-ratelimit-limit'] ?? -1) <= 0) return null;
  if (reply.headers['x-ratelimit-remaining'] !== '0') return null;
  const interval = Number(reply.headers['x-ratelimit-interval-seconds'] ?? 1);
  return Number.isFinite(interval) && interval > 0 ? interval * 1000 : 1000;
}
