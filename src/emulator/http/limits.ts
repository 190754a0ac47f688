import { tooManyRequests } from '../faults/fault-replies.ts';
import type { World } from '../world/world.ts';
import type { Reply } from './call.ts';

interface Bucket {
  tokens: number;
  filledMs: number;
}

const unlimited: Readonly<Record<string, string>> = {
  'X-RateLimit-Limit': '-1',
  'X-RateLimit-Remaining': '9223372036854775807',
  'X-RateLimit-FillRate': '-1',
  'X-RateLimit-Interval-Seconds': '1',
  'Retry-After': '0',
};

/** Token buckets per user, and a count of recent writes per issue. */
export class Limits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #writes = new Map<string, number[]>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The 429 for a request that is over a limit, else null; a request that passes is counted. */
  check(user: string, method: string, path: string): Reply | null {
    return this.#checkRate(user) ?? this.#checkIssueWrites(method, path);
  }

  /** Data Center tells the state of the bucket with every reply. */
  headers(user: string): Readonly<Record<string, string>> {
    const { personality, rateLimit } = this.#world.settings;
    if (personality === 'cloud') return {};
    if (!rateLimit) return unlimited;
    return {
      'X-RateLimit-Limit': String(rateLimit.limit),
      'X-RateLimit-Remaining': String(Math.floor(this.#buckets.get(user)?.tokens ?? rateLimit.limit)),
      'X-RateLimit-FillRate': String(rateLimit.refillPerSecond),
      'X-RateLimit-Interval-Seconds': '1',
      'Retry-After': '0',
    };
  }

  #checkRate(user: string): Reply | null {
    const { rateLimit } = this.#world.settings;
    if (!rateLimit) return null;
    const nowMs = this.#world.now();
    const bucket = this.#buckets.get(user) ?? { tokens: rateLimit.limit, filledMs: nowMs };
    const earned = ((nowMs - bucket.filledMs) / 1000) * rateLimit.refillPerSecond;
    const tokens = Math.min(rateLimit.limit, bucket.tokens + earned);
    const passes = tokens >= 1;
    this.#buckets.set(user, { tokens: passes ? tokens - 1 : tokens, filledMs: nowMs });
    if (passes) return null;
    const seconds = Math.max(1, Math.ceil((1 - tokens) / rateLimit.refillPerSecond));
    return tooManyRequests(this.#world, seconds, 'jira-burst-based');
  }

  #checkIssueWrites(method: string, path: string): Reply | null {
    const limit = this.#world.settings.perIssueWriteLimit;
    const wanted = /\/issue\/([^/]+)/.exec(path)?.[1];
    if (!limit || method === 'GET' || wanted === undefined) return null;
    const issue = this.#world.issues.find(decodeURIComponent(wanted));
    if (!issue) return null;
    const nowMs = this.#world.now();
    const recent = (this.#writes.get(issue.id) ?? []).filter((atMs) => atMs > nowMs - limit.perMs);
    if (recent.length >= limit.writes) {
      this.#writes.set(issue.id, recent);
      const waitMs = (recent[0] ?? nowMs) + limit.perMs - nowMs;
      return tooManyRequests(this.#world, Math.max(1, Math.ceil(waitMs / 1000)), 'jira-per-issue-on-write');
    }
    this.#writes.set(issue.id, [...recent, nowMs]);
    return null;
  }
}
