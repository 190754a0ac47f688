import { randomBytes } from 'node:crypto';
import { type Emulator, startEmulator } from '../../emulator/start-emulator.ts';
import type { Credentials } from '../../reconciler/jira/options.ts';
import { SAMPLE_PEOPLE } from './sample-people.ts';
import { createPastClock, seedProject } from './seed-project.ts';

const THREE_WEEKS_MS = 21 * 86_400_000;

/** The demo's Jira with its invented project, and how the sync service signs in to it. */
export type DemoJira = { readonly jira: Emulator; readonly service: Credentials };

export async function startJira(personality: 'server' | 'cloud'): Promise<DemoJira> {
  const clock = createPastClock(Date.now() - THREE_WEEKS_MS);
  const password = randomBytes(16).toString('hex');
  const people = SAMPLE_PEOPLE.map(({ name, displayName, timeZone }) => ({
    name,
    displayName,
    timeZone,
    password: name,
  }));
  const jira = await startEmulator({
    personality,
    clock: clock.now,
    users: [...people, { name: 'tract', displayName: 'Tract Service', password }],
  });
  seedProject(jira, clock);
  return { jira, service: { kind: 'basic', username: loginOf(jira, 'tract'), password } };
}

/** What somebody signs in with: the user name on Server, the e-mail address on Cloud. */
export function loginOf(jira: Emulator, name: string): string {
  return jira.settings.personality === 'cloud' ? (jira.admin.user(name).emailAddress ?? name) : name;
}
