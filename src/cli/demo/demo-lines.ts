import type { Colors } from '../context.ts';
import { handleOf } from './demo-config.ts';
import { keyOf } from './seed-project.ts';
import type { Demo } from './start-demo.ts';
import { loginOf } from './start-jira.ts';

/** Where everything of the demo is, and what to try next. */
export function demoLines(demo: Demo, program: string, colors: Colors): readonly string[] {
  const { jira, config, serverUrl, tickets, folder, isKept } = demo;
  const end = isKept ? `Ctrl-C ends it; ${folder} stays.` : 'Ctrl-C ends it and leaves nothing behind.';
  const urgent = keyOf(4);
  const login = `${loginOf(jira, 'maria')}:maria`;
  const command = (text: string) => `    ${colors.cyan(text)}`;
  return [
    colors.bold(`A demo of Tract: an invented project, on this machine only. ${end}`),
    '',
    `  Jira          ${jira.url}  (${jira.settings.personality}; ${tickets} tickets of ${config.project})`,
    `  Repository    ${config.repository}`,
    `  Sync service  ${serverUrl}  (a dashboard; its key is ${config.apiKey})`,
    '',
    'Be a developer, in another terminal: make a ticket, and push it.',
    command(
      `git clone -c user.name=${handleOf(jira, 'jonas')} -c user.email=jonas@example.com ${config.repository} lampyris && cd lampyris`,
    ),
    command(`printf -- '---\\ntitle: The light hums at night\\n---\\n\\nOnly at **low**.\\n' > issues/hum.md`),
    command('git add issues && git commit -m "It hums" && git push && git pull'),
    `Or open issues/${urgent}.md in an editor and change what you like.`,
    '',
    'Be a manager: change a ticket in Jira, and pull.',
    command(`curl -u ${login} -X PUT -H 'Content-Type: application/json' \\`),
    command(
      `  -d '{"fields":{"summary":"Rear light must not wake up in the bag"}}' ${jira.url}/rest/api/2/issue/${urgent}`,
    ),
    command(`sleep 2 && git pull && git show`),
    '',
    'Ask what waits, in the clone:',
    command(`export TRACT_API_KEY=${config.apiKey}`),
    command(`${program} status`),
    command(`${program} status ${urgent}`),
    '',
    colors.bold('What is synced, as it happens:'),
  ];
}
