import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { CYCLE_REPORT } from '../schemas/cycle-report.ts';
import { NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { ACCEPTED } from '../schemas/status.ts';
import { SYNC_REQUEST } from '../schemas/sync.ts';
import { waitQuery } from '../schemas/wait.ts';
import { withinSeconds } from '../within-seconds.ts';

const LONGEST_WAIT_SECONDS = 3600;

/** `POST /sync[?wait=SECONDS]`: reconciles now and answers with the report; 202 where that takes longer. */
export const sync = endpoint({
  method: 'post',
  path: '/sync',
  summary: 'Reconcile now and answer with the outcome',
  access: { kind: 'key', right: 'write', local: false },
  params: NO_PARAMETERS,
  query: waitQuery(LONGEST_WAIT_SECONDS),
  body: { form: 'json', schema: () => SYNC_REQUEST },
  responses: {
    200: { description: 'The outcome', schema: CYCLE_REPORT },
    202: { description: 'It takes longer than the caller waits', schema: ACCEPTED },
  },
  problems: { 503: 'Jira cannot be asked now' },
  answer: async ({ body, query }, { engine, stopping }) => {
    const report = await withinSeconds(engine.sync(body), query.wait ?? LONGEST_WAIT_SECONDS, stopping);
    return report === null ? json(202, { status: 'running' }) : json(200, report);
  },
});
