import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { LIVE } from '../schemas/status.ts';

/** `GET /health/live`: the process answers; nothing else is looked at. */
export const healthLive = endpoint({
  method: 'get',
  path: '/health/live',
  summary: 'The process answers',
  access: { kind: 'open' },
  limited: false,
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'It does', schema: LIVE } },
  answer: async () => json(200, { status: 'live' }),
});
