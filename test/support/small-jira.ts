import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';

/** Of the account `tract`; the manager is `anna`, with her name as the password. */
export const PASSWORD = 'password-of-tract';
/** Of the same account, on Server. */
export const TOKEN = 'token-of-tract';

/** A Jira with one small project: APP-1, and APP-2 with a comment and a time entry. */
export async function startSmallJira(options: Omit<EmulatorOptions, 'users'>): Promise<Emulator> {
  const users = [
    { name: 'tract', displayName: 'Tract Service', password: PASSWORD, token: TOKEN },
    { name: 'anna', displayName: 'Anna Berg', password: 'anna', timeZone: 'Europe/Berlin' },
  ];
  const jira = await startEmulator({ users, worklogFeedDelayMs: 0, ...options });
  jira.admin.addProject({ key: 'APP', lead: 'anna', components: ['Auth', 'Web'] });
  jira.as('anna').createIssue('APP', 'Task', { summary: 'First', description: 'Hello *world*' });
  const { key } = jira.as('anna').createIssue('APP', 'Bug', { summary: 'Second', labels: ['x'] });
  jira.as('anna').comment(key, 'Seen it.');
  jira.as('anna').logWork(key, { timeSpent: '2h', startedMs: Date.UTC(2026, 1, 14, 9) });
  return jira;
}
