import type { Endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';

/** `GET /health/ready`: 200 once a cycle went well and as long as they do, else 503 with the reason. */
export const healthReady: Endpoint = {
  method: 'get',
  path: '/health/ready',
  access: 'open',
  body: 'none',
  answer: async (_asked, { engine }) => {
    const { state, reason } = engine.health();
    if (state === 'ok') return { status: 200, body: { status: 'ready' } };
    throw new Problem(503, reason ?? `Not ready: ${state}`, { 'Retry-After': '5' });
  },
};
