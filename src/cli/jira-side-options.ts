import { type JiraSideOptions, type RequestSample, timeoutsOf } from '../reconciler/jira/options.ts';
import { sleep } from '../reconciler/jira/sleep.ts';
import type { Log } from '../reconciler/log.ts';
import type { Project } from '../reconciler/project.ts';
import type { SyncConfig } from './compose.ts';
import { screenDefaults } from './screen-defaults.ts';

export type JiraWitness = {
  readonly log: Log;
  readonly onRequest: (sample: RequestSample) => void;
  /** What to do where Jira refuses the login of the service account. */
  readonly onRefusedLogin?: (reason: string) => void;
};

/** The Jira side's options for one project, with the real clock and chance. */
export function jiraSideOptions(
  config: SyncConfig,
  project: Project,
  { log, onRequest, onRefusedLogin = () => {} }: JiraWitness,
): JiraSideOptions {
  return {
    url: config.jira.url,
    credentials: config.jira.credentials,
    flavor: config.jira.flavor,
    project: config.project,
    jql: config.jql,
    fields: () => project.fields(),
    people: project.people,
    names: project.names,
    workflow: () => ({ screenFields: screenDefaults(project) }),
    concurrency: config.jiraConcurrency,
    userTokens: config.userTokens,
    timing: { clock: Date.now, random: Math.random, sleep },
    timeouts: timeoutsOf(config.jiraTimeoutMs),
    overlapMs: null,
    log,
    onRequest,
    onRefusedLogin,
    dispatcher: null,
  };
}
