import { json, text } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { outcomeLines } from '../outcome-lines.ts';
import { CYCLE_REPORT } from '../schemas/cycle-report.ts';
import { NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';
import { pushQuery } from '../schemas/push.ts';
import { ACCEPTED } from '../schemas/status.ts';
import { withinSeconds } from '../within-seconds.ts';

const LONGEST_WAIT_SECONDS = 300;
const TEXT = 'text/plain';

/**
 * `POST /webhook/git[?wait=SECONDS&old=COMMIT&new=COMMIT]`: an early look at the branch. With `wait` it answers with the
 * outcome: JSON, or the lines that the post-receive hook prints to whoever pushed, where it accepts `text/plain`. A cycle
 * that was under way may have taken the push up already: what it did to the pushed tickets is part of the outcome.
 */
export const webhookGit = endpoint({
  method: 'post',
  path: '/webhook/git',
  summary: 'Somebody pushed: look at the branch now',
  access: { kind: 'key', right: 'write', local: true },
  limited: false,
  params: NO_PARAMETERS,
  query: pushQuery(LONGEST_WAIT_SECONDS),
  body: { form: 'none', schema: () => NO_BODY },
  responses: {
    200: { description: 'With `wait`: the outcome, as JSON or as lines of text', schema: CYCLE_REPORT },
    202: { description: 'It will be looked at, or it takes longer than the caller waits', schema: ACCEPTED },
  },
  answer: async ({ query: { wait, old, new: tip }, headers }, { engine, metrics, clock, recent, stopping }) => {
    const askedAtMs = clock();
    metrics.push(askedAtMs);
    if (wait === undefined) {
      engine.nudge('git', []);
      return json(202, { status: 'accepted' });
    }
    const asText = (headers.accept ?? '').includes(TEXT);
    const cycle = engine.sync({ full: false, retryHeld: false, allowDeletes: 0 });
    const report = await withinSeconds(cycle, wait, stopping);
    if (report === null) return asText ? text(202, TEXT, STILL_SYNCING) : json(202, { status: 'running' });
    const pushed = old === undefined || tip === undefined ? [] : await engine.reader.ticketsBetween(old, tip);
    const outcome = recent.complete(report, pushed, askedAtMs);
    if (!asText) return json(200, outcome);
    const lines = outcomeLines(outcome).map((line) => `${line}\n`);
    return text(200, TEXT, lines.join(''));
  },
});

const STILL_SYNCING = '… still syncing: see `tract status`\n';
