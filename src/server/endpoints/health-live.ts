import type { Endpoint } from '../endpoint.ts';

/** `GET /health/live`: the process answers; nothing else is looked at. */
export const healthLive: Endpoint = {
  method: 'get',
  path: '/health/live',
  access: 'open',
  body: 'none',
  answer: async () => ({ status: 200, body: { status: 'live' } }),
};
