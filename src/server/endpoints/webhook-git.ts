import type { Endpoint } from '../endpoint.ts';
import { outcomeLines } from '../outcome-lines.ts';
import { waitSeconds, withinSeconds } from '../within-seconds.ts';

const LONGEST_WAIT_SECONDS = 300;

/**
 * `POST /webhook/git[?wait=SECONDS]`: an early look at the branch. With `wait` it answers with the outcome: JSON, or
 * the lines that the post-receive hook prints to whoever pushed, where it accepts `text/plain`.
 */
export const webhookGit: Endpoint = {
  method: 'post',
  path: '/webhook/git',
  access: 'local-or-key',
  body: 'none',
  answer: async ({ query, headers }, { engine }) => {
    const seconds = waitSeconds(query.wait, LONGEST_WAIT_SECONDS);
    if (seconds === null) {
      engine.nudge('git', []);
      return { status: 202, body: { status: 'accepted' } };
    }
    const asText = (headers.accept ?? '').includes('text/plain');
    const report = await withinSeconds(engine.sync({ full: false, retryHeld: false, allowDeletes: 0 }), seconds);
    if (report === null)
      return { status: 202, body: asText ? '… still syncing: see `tract status`\n' : { status: 'running' } };
    const text = () =>
      outcomeLines(report)
        .map((line) => `${line}\n`)
        .join('');
    return { status: 200, body: asText ? text() : report };
  },
};
