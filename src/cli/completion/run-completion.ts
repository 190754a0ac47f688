import { basename } from 'node:path';
import type { Command } from 'commander';
import { usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { complete } from './complete.ts';
import { completionScript } from './completion-script.ts';
import { installCompletion } from './install-completion.ts';
import { isShell, SHELLS, type Shell } from './shells.ts';

/** Prints the script of a shell, or installs it: for the shell that is named, else for the one in use. */
export async function runCompletion(context: Context, what: string, shell: string | null): Promise<ExitCode> {
  const { io, colors } = context;
  if (what !== 'install') {
    if (shell !== null) throw usageError(`"${shell}" is one word too many: tract completion ${what}`);
    const script = completionScript(shellNamed(what));
    if (context.json) writeResult(context, { shell: what, script }, () => []);
    else io.out(script);
    return EXIT.done;
  }
  const installed = await installCompletion(shellNamed(shell ?? basename(io.env.SHELL ?? '')), io.env);
  const { script, startFile, isNew } = installed;
  writeResult(context, installed, () => [
    `${colors.green('✓')} ${installed.shell} completes tract: ${script}${startFile === null ? '' : `, read by ${startFile}`}`,
    ...(isNew ? ['Open a new shell to use it.'] : ['It was there already.']),
  ]);
  return EXIT.done;
}

/** Answers a shell. Nothing is ever told on stderr there: it would land in the middle of what somebody types. */
export async function runCompletionServer(
  context: Context,
  program: Command,
  words: readonly string[],
): Promise<ExitCode> {
  const [shell = '', cursor = '', ...line] = words;
  if (!isShell(shell) || !/^\d{1,5}$/.test(cursor)) return EXIT.usage;
  const replies = await complete(program, { shell, words: line, cursor: Number(cursor), cwd: context.io.cwd });
  context.io.out(replies.map((reply) => `${reply}\n`).join(''));
  return EXIT.done;
}

function shellNamed(name: string): Shell {
  if (isShell(name)) return name;
  throw usageError(
    `${name === '' ? 'the shell is not known' : `"${name}" is no shell that can be helped`}: give ${SHELLS.join(', ')}`,
  );
}
