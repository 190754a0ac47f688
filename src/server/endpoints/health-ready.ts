import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { unavailable } from '../problem.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { READY } from '../schemas/status.ts';

const RETRY_MS = 5_000;

/** `GET /health/ready`: 200 once a cycle went well and as long as they do, else 503 with the reason. */
export const healthReady = endpoint({
  method: 'get',
  path: '/health/ready',
  summary: 'The last cycle went well',
  access: { kind: 'open' },
  limited: false,
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'It did', schema: READY } },
  problems: { 503: 'It did not, for the reason told' },
  answer: async (_asked, { engine }) => {
    const { state, reason } = engine.health();
    if (state === 'ok') return json(200, { status: 'ready' });
    throw unavailable(reason ?? `Not ready: ${state}`, RETRY_MS);
  },
});
