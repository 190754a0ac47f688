import type { Check } from './check.ts';
import { apiKey } from './checks/api-key.ts';
import { author } from './checks/author.ts';
import { cloneConfig } from './checks/clone-config.ts';
import { cloneFiles } from './checks/clone-files.ts';
import { cloneLayout } from './checks/clone-layout.ts';
import { cloneQueue } from './checks/clone-queue.ts';
import { gitVersion } from './checks/git-version.ts';
import { hook } from './checks/hook.ts';
import { jiraClock } from './checks/jira-clock.ts';
import { jiraPermissions } from './checks/jira-permissions.ts';
import { jiraReach } from './checks/jira-reach.ts';
import { mergeAttributes } from './checks/merge-attributes.ts';
import { nodeVersion } from './checks/node-version.ts';
import { people } from './checks/people.ts';
import { personTokens } from './checks/person-tokens.ts';
import { place } from './checks/place.ts';
import { remote } from './checks/remote.ts';
import { repository } from './checks/repository.ts';
import { serveEnvironment } from './checks/serve-environment.ts';
import { serverClock } from './checks/server-clock.ts';
import { serverProject } from './checks/server-project.ts';
import { serverReach } from './checks/server-reach.ts';
import { serverWaiting } from './checks/server-waiting.ts';
import { snapshotFetch } from './checks/snapshot-fetch.ts';
import { update } from './checks/update.ts';
import { webhook } from './checks/webhook.ts';
import { webhookSilent } from './checks/webhook-silent.ts';

/** Everything that `tract doctor` looks at, in this order: the machine, the clone, the service, and on the server its world. */
export const CHECKS: readonly Check[] = [
  nodeVersion(),
  gitVersion,
  place,
  cloneConfig,
  cloneLayout,
  cloneFiles,
  people,
  author,
  mergeAttributes,
  snapshotFetch,
  cloneQueue,
  serveEnvironment,
  repository,
  remote,
  hook,
  serverReach,
  serverProject,
  serverClock,
  apiKey,
  serverWaiting,
  update,
  jiraReach,
  jiraPermissions,
  personTokens,
  jiraClock,
  webhook,
  webhookSilent,
];
