import { join } from 'node:path';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { handleOf } from './demo-config.ts';
import { editInGit } from './edit-in-git.ts';
import { editInJira } from './edit-in-jira.ts';
import { runGit } from './run-git.ts';
import type { Demo } from './start-demo.ts';

/** Makes an edit on each side and waits until it has arrived on the other. Throws a CliError where one does not. */
export async function runTour(context: Context, demo: Demo): Promise<ExitCode> {
  const { json, io, colors } = context;
  const tell = (lines: readonly string[]) => {
    if (!json) io.out(lines.map((line) => `${line}\n`).join(''));
  };
  const clone = await cloneRepository(demo);
  tell([colors.bold('A developer edits a file, commits and pushes:')]);
  const toJira = await editInGit(demo, clone);
  tell([...toJira, '', colors.bold('A manager edits a ticket in Jira:')]);
  const toGit = await editInJira(demo, clone);
  tell([...toGit, '']);
  writeResult(context, { toJira, toGit, arrived: true }, () => [`${colors.green('✓')} Both edits arrived.`]);
  return EXIT.done;
}

async function cloneRepository({ jira, folder, config }: Demo): Promise<string> {
  const clone = join(folder, 'clone');
  const identity = ['-c', `user.name=${handleOf(jira, 'jonas')}`, '-c', 'user.email=jonas@example.com'];
  await runGit(folder, ['clone', '--quiet', ...identity, config.repository, clone]);
  return clone;
}
