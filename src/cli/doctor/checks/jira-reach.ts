import { record, text } from '../../../reconciler/jira/raw.ts';
import { plain } from '../../render/plain.ts';
import { openRefusalMemory } from '../../serve/refusal-memory.ts';
import type { Check } from '../check.ts';
import { failed, fine, warning } from '../finding.ts';

/** Jira answers, takes the credentials, and shows the project: each asked only when the one before is well. */
export const jiraReach: Check = {
  name: 'jira',
  async find({ jira, environment }) {
    if (jira === null) return [];
    const info = await jira.serverInfo();
    if (info.kind === 'failure') {
      return [
        failed(
          info.failure.message,
          `see whether ${jira.url} opens from this machine: JIRA_URL, proxy, certificate, or Jira itself`,
        ),
      ];
    }
    const me = await jira.myself();
    if (me.kind === 'failure') {
      const fix =
        'mend JIRA_TOKEN, or JIRA_USERNAME and JIRA_PASSWORD; after several refusals sign in once in the browser, for the CAPTCHA';
      return [failed(me.failure.message, fix)];
    }
    // A person has looked: what Jira refused before may be used again.
    if (environment.kind === 'config') openRefusalMemory(environment.config, Date.now).forget();
    const seen = await jira.projectSeen();
    if (seen.kind === 'failure')
      return [failed(seen.failure.message, 'look whether the service account may browse the project')];
    if (seen.reply.status !== 200) {
      const fix = 'mend TRACT_PROJECT, or give the service account the permission Browse Projects';
      return [failed(`project ${jira.project} is not visible in ${jira.url}`, fix)];
    }
    const present = text(record(seen.reply.body)?.key) ?? jira.project;
    if (present !== jira.project) {
      const message = `Jira calls project ${jira.project} ${plain(present)} now; the service follows by itself`;
      return [warning(message, `set TRACT_PROJECT=${plain(present)} once the service has renamed its files`)];
    }
    const name = text(record(me.reply.body)?.displayName) ?? 'somebody';
    return [fine(`${jira.url} takes the credentials of ${name} and shows ${jira.project}`)];
  },
};
