import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Emulator } from '../../emulator/start-emulator.ts';
import { NOBODY } from '../../model/people.ts';
import { withPerson } from '../../model/people-handle.ts';
import type { Credentials } from '../../reconciler/jira/options.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { SAMPLE_PEOPLE, SAMPLE_PROJECT } from './sample-people.ts';
import { type DemoJira, loginOf } from './start-jira.ts';

/** The configuration of the demo's daemon. Each person's own login is known, so that comments carry their true author. */
export function demoConfig({ jira, service }: DemoJira, folder: string, port: number): ServeConfig {
  return {
    jira: { url: jira.url, credentials: service, flavor: 'auto' },
    project: SAMPLE_PROJECT.key,
    repository: join(folder, 'lampyris.git'),
    remote: null,
    branch: 'main',
    host: '127.0.0.1',
    port,
    poll: '*/5 * * * * *',
    fullSweep: '0 0 * * * *',
    maintenance: { schedule: '45 */2 * * * *', looseObjects: 2_000 },
    apiKey: randomBytes(16).toString('hex'),
    apiKeysFile: null,
    rateLimit: 300,
    trustedProxies: [],
    webhookSecret: randomBytes(16).toString('hex'),
    jql: null,
    userTokens: new Map(SAMPLE_PEOPLE.map(({ name }) => [handleOf(jira, name), loginAs(jira, name)])),
    tokenEnds: new Map(),
    userTokensFile: null,
    jiraTokenEnd: null,
    maxDeletes: { tickets: 10, share: 0.1 },
    confirmDeletesMs: 30_000,
    jiraConcurrency: 8,
    jiraTimeoutMs: 60_000,
    update: { enabled: false, channel: 'stable', pin: null },
    logLevel: 'warn',
    logFormat: 'text',
  };
}

/** What the repository calls one of the people: the user name, and on Cloud what Tract makes of the display name. */
export function handleOf(jira: Emulator, name: string): string {
  const { accountId, displayName } = jira.admin.user(name);
  const { personality } = jira.settings;
  const jiraName = personality === 'cloud' ? accountId : name;
  return withPerson(NOBODY, { jiraName, displayName }, personality).person.handle;
}

function loginAs(jira: Emulator, name: string): Credentials {
  return { kind: 'basic', username: loginOf(jira, name), password: name };
}
