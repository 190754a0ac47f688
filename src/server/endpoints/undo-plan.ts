import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { Problem } from '../problem.ts';
import { NO_BODY, NO_QUERY } from '../schemas/path-parameters.ts';
import { RUN_PARAMETER, UNDO_PLAN } from '../schemas/undo.ts';
import { undoDocument } from '../undo-document.ts';

/** `GET /undo/{run}`: what undoing a run would come to. */
export const undoPlan = endpoint({
  method: 'get',
  path: '/undo/{run}',
  summary: 'What undoing a run would change; changes nothing',
  access: { kind: 'key', right: 'read', local: false },
  params: RUN_PARAMETER,
  query: NO_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'What goes back, and what stays and why', schema: UNDO_PLAN } },
  problems: { 404: 'The history of the snapshot has no such run' },
  answer: async ({ params: { run } }, { engine }) => {
    const plan = await engine.previewUndo(run);
    if (plan === null) throw new Problem(404, `the history of the snapshot has no run ${run}`);
    return json(200, undoDocument(plan));
  },
});
