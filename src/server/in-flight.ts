import { Problem } from './problem.ts';

/** Idempotency keys whose first request has not been answered yet. */
export interface InFlight {
  /**
   * Runs a request, unless one with the same key runs already: then 409, as draft-ietf-httpapi-idempotency-key-header
   * has it, section 2.6. Without a key it just runs.
   */
  run<T>(key: string | null, request: () => Promise<T>): Promise<T>;
}

export function createInFlight(): InFlight {
  const running = new Set<string>();
  return {
    async run(key, request) {
      if (key === null) return request();
      if (running.has(key)) {
        throw new Problem(409, 'A request with this Idempotency-Key is being worked on: ask again when it is done', {
          headers: { 'Retry-After': '1' },
        });
      }
      running.add(key);
      try {
        return await request();
      } finally {
        running.delete(key);
      }
    },
  };
}
