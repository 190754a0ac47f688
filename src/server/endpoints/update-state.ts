import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { NO_BODY, NO_PARAMETERS, NO_QUERY } from '../schemas/path-parameters.ts';
import { UPDATE_STATE } from '../schemas/update.ts';

/** `GET /update`: which version runs, what is under way, and how the last update ended. */
export const updateState = endpoint({
  method: 'get',
  path: '/update',
  summary: 'Which version runs, which update is under way, and how the last one ended',
  access: { kind: 'key', right: 'read', local: false },
  params: NO_PARAMETERS,
  query: NO_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'The state of updates', schema: UPDATE_STATE } },
  answer: async (_asked, { updates }) => json(200, await updates.state()),
});
