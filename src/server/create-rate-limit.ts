import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import type { Caller } from './access/caller.ts';
import { Problem } from './problem.ts';

const WINDOW_MS = 60_000;

export type RateLimit = { readonly handler: RequestHandler; close(): void };

/**
 * At most so many requests a minute of one key, or of one address where no key is given. Its headers are those of
 * draft-ietf-httpapi-ratelimit-headers-08.
 */
export function createRateLimit(perMinute: number, callerOf: (request: Request) => Caller): RateLimit {
  const store = new MemoryStore();
  const handler = rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    store,
    // Its checks are for servers that trust the headers of a proxy.
    validate: false,
    keyGenerator: (request) => {
      const caller = callerOf(request);
      return caller.kind === 'known' ? `key ${caller.id}` : `address ${ipKeyGenerator(request.ip ?? '')}`;
    },
    handler: (_request, _response, next) => {
      next(new Problem(429, `More than ${perMinute} requests in a minute: wait as long as Retry-After says`));
    },
  });
  return { handler, close: () => store.shutdown() };
}
