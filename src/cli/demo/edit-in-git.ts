import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callAsManager, type DemoIssue } from './call-as-manager.ts';
import { indent } from './indent.ts';
import { runGit } from './run-git.ts';
import { keyOf } from './seed-project.ts';
import type { Demo } from './start-demo.ts';
import { until } from './until.ts';

const LABEL = 'from-git';
const SENTENCE = 'Begin with the *receiver*, then the antenna.';

/** A real edit, commit and push of three fields; then Jira is asked over HTTP, as anybody could. Answers what was seen. */
export async function editInGit(demo: Demo, clone: string): Promise<readonly string[]> {
  const key = keyOf(10);
  const file = join(clone, 'issues', `${key}.md`);
  await writeFile(file, edit(await readFile(file, 'utf8')));
  await runGit(clone, ['commit', '--quiet', '--all', '--message', `${key}: begin the procedure`]);
  const pushed = await runGit(clone, ['push', 'origin', 'HEAD']);
  const commit = await runGit(clone, ['show', '--format=%h %an: %s', '--unified=0', 'HEAD']);
  const { fields } = await until(`${key} to change in Jira`, () => callAsManager(demo, 'GET', key), hasArrived);
  return [
    ...indent(commit.stdout),
    ...indent(remoteLines(pushed.stderr)),
    `  ${key} in Jira now:`,
    `    labels       ${fields.labels.join(', ')}`,
    `    status       ${fields.status.name}`,
    `    description  ${fields.description?.trim()}`,
  ];
}

function edit(text: string): string {
  const labelled = text.replace(/^---\n(title: .*\n)/, `---\n$1labels: [${LABEL}]\n`);
  return `${labelled.replace(/^status: .*$/m, 'status: In Progress').trimEnd()}\n\n${SENTENCE}\n`;
}

function hasArrived({ fields: { labels, status, description } }: DemoIssue): boolean {
  return labels.includes(LABEL) && status.name === 'In Progress' && description?.includes('receiver') === true;
}

/** What the post-receive hook said. */
function remoteLines(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.startsWith('remote:'));
  return lines.map((line) => line.trimEnd()).join('\n');
}
