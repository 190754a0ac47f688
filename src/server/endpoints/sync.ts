import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';
import { waitSeconds, withinSeconds } from '../within-seconds.ts';

const REQUEST = z.strictObject({
  full: z.boolean().default(false),
  retryHeld: z.boolean().default(false),
  allowDeletes: z.int().min(0).max(1_000_000).default(0),
});
const LONGEST_WAIT_SECONDS = 3600;

/** `POST /sync[?wait=SECONDS]`: reconciles now and answers with the report; 202 where that takes longer. */
export const sync: Endpoint = {
  method: 'post',
  path: '/sync',
  access: 'key',
  body: 'json',
  answer: async ({ body, query }, { engine }) => {
    const request = REQUEST.safeParse(body ?? {});
    if (!request.success) throw new Problem(400, `The body is not a sync request: ${wordsOf(request.error)}`);
    const seconds = waitSeconds(query.wait, LONGEST_WAIT_SECONDS) ?? LONGEST_WAIT_SECONDS;
    const report = await withinSeconds(engine.sync(request.data), seconds);
    return report === null ? { status: 202, body: { status: 'running' } } : { status: 200, body: report };
  },
};

function wordsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(': '))
    .join('; ');
}
