import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { Problem, unavailable } from '../problem.ts';
import { NO_PARAMETERS, NO_QUERY } from '../schemas/path-parameters.ts';
import { UPDATE_ANSWER, UPDATE_REQUEST } from '../schemas/update.ts';

const RETRY_MS = 60_000;

/** `POST /update`: asks the registry for a newer version and begins to use it; one at a time. */
export const update = endpoint({
  method: 'post',
  path: '/update',
  summary: 'Update the program of this server, and go back by itself where the newer one does not do',
  access: { kind: 'key', right: 'update', local: false },
  params: NO_PARAMETERS,
  query: NO_QUERY,
  body: { form: 'json', schema: () => UPDATE_REQUEST },
  responses: {
    200: { description: 'Nothing is done: there is nothing newer, or it was only asked for', schema: UPDATE_ANSWER },
    202: { description: 'An update is under way: `GET /update` tells how it goes', schema: UPDATE_ANSWER },
  },
  problems: {
    403: 'Who asks may not, or self-update is off',
    422: 'That version must not be taken',
    503: 'The registry cannot be asked, or the service is not well, so that a newer one could not be judged',
  },
  answer: async ({ body: { check, channel = null, pin = null } }, { engine, updates }) => {
    const { state: health, reason } = engine.health();
    if (!check && health !== 'ok' && (await updates.state()).enabled) {
      throw unavailable(
        `The service is not well, so that a newer one could not be judged: ${reason ?? health}`,
        RETRY_MS,
      );
    }
    const answer = await updates.ask({ check, channel, pin });
    switch (answer.kind) {
      case 'off':
        throw new Problem(403, answer.reason);
      case 'refused':
        throw new Problem(422, answer.reason);
      case 'away':
        throw unavailable(answer.reason, RETRY_MS, 'away');
      case 'running': {
        const state = await updates.state();
        const newest = state.running?.version ?? null;
        return json(202, { status: 'running', newest, state }, { Location: '/update' });
      }
      case 'current':
      case 'available': {
        const newest = answer.kind === 'available' ? answer.version : null;
        return json(200, { status: answer.kind, newest, state: await updates.state() });
      }
    }
  },
});
