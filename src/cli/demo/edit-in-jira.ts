import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callAsManager } from './call-as-manager.ts';
import { indent } from './indent.ts';
import { runGit } from './run-git.ts';
import { keyOf } from './seed-project.ts';
import type { Demo } from './start-demo.ts';
import { until } from './until.ts';

const TITLE = 'Rear light must not wake up in the bag';
const PRIORITY = 'Medium';

/** A real HTTP request that changes two fields; then the clone is pulled until they are there. Answers what was seen. */
export async function editInJira(demo: Demo, clone: string): Promise<readonly string[]> {
  const key = keyOf(4);
  const file = join(clone, 'issues', `${key}.md`);
  const body = { fields: { summary: TITLE, priority: { name: PRIORITY } } };
  await callAsManager(demo, 'PUT', key, body);
  const pull = async () => {
    await runGit(clone, ['pull', '--quiet', '--rebase']);
    return readFile(file, 'utf8');
  };
  await until(
    `${key} to change in git`,
    pull,
    (text) => text.includes(TITLE) && text.includes(`priority: ${PRIORITY}`),
  );
  const format = ['--format=%h %an: %s', '--unified=0', '--patch'];
  const commit = await runGit(clone, ['log', '-1', ...format, '--', `issues/${key}.md`]);
  return [`  PUT ${demo.jira.url}/rest/api/2/issue/${key}`, `  ${JSON.stringify(body)}`, ...indent(commit.stdout)];
}
