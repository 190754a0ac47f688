import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { Problem, unavailable } from '../problem.ts';
import { NO_QUERY } from '../schemas/path-parameters.ts';
import { RUN_PARAMETER, UNDO_REQUEST, UNDONE } from '../schemas/undo.ts';
import { undoDocument } from '../undo-document.ts';

/** `POST /undo/{run}`: takes back what a run did, on both sides. */
export const undo = endpoint({
  method: 'post',
  path: '/undo/{run}',
  summary: 'Undo a run; what was changed since stays',
  access: { kind: 'key', right: 'write', local: false },
  params: RUN_PARAMETER,
  query: NO_QUERY,
  body: { form: 'json', schema: () => UNDO_REQUEST },
  responses: { 200: { description: 'It is taken back in git, and in Jira unless held', schema: UNDONE } },
  problems: {
    404: 'The history of the snapshot has no such run',
    409: 'It comes to something else than was looked at; nothing was done',
    422: 'A file cannot be written; nothing was done',
    503: 'Jira is away, and nothing was done',
  },
  answer: async ({ params: { run }, body: { print = null, author = null } }, { engine }) => {
    const outcome = await engine.undo({ run, print, author });
    switch (outcome.kind) {
      case 'undone':
        return json(200, { ...undoDocument(outcome.plan), commit: outcome.commit });
      case 'unknown-run':
        throw new Problem(404, `the history of the snapshot has no run ${run}`);
      case 'moved-on':
        throw new Problem(409, `undoing run ${run} comes to something else by now: look again`);
      case 'refused':
        throw new Problem(422, outcome.reason);
      case 'away':
        throw unavailable(outcome.reason, outcome.retryAfterMs, 'away');
    }
  },
});
