import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { RUNS, RUNS_QUERY } from '../schemas/undo.ts';

/** `GET /runs`: the newest cycles that wrote. */
export const runs = endpoint({
  method: 'get',
  path: '/runs',
  summary: 'The cycles that wrote, which can be undone',
  access: { kind: 'key', right: 'read', local: false },
  params: NO_PARAMETERS,
  query: RUNS_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'Newest first', schema: RUNS } },
  answer: async ({ query: { limit } }, { engine }) => json(200, { runs: await engine.runs(limit) }),
});
