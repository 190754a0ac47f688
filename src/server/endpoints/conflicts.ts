import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { heldItems } from '../held-items.ts';
import { CONFLICTS } from '../schemas/conflict.ts';
import { NO_BODY, NO_PARAMETERS, NO_QUERY } from '../schemas/path-parameters.ts';

/** `GET /conflicts`: what is held for a person. */
export const conflicts = endpoint({
  method: 'get',
  path: '/conflicts',
  summary: 'What is held for a person',
  access: { kind: 'key', right: 'read', local: false },
  params: NO_PARAMETERS,
  query: NO_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'What is held, oldest first', schema: CONFLICTS } },
  answer: async (_asked, { engine }) => json(200, { conflicts: heldItems(await engine.status()) }),
});
