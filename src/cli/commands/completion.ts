import { Argument, type Command } from 'commander';
import { type CommandModule, example } from '../command.ts';
import { SHELLS } from '../completion/shells.ts';

const HELP = `
With install, the script goes into your own folders and, for bash and zsh, a line that reads it into ~/.bashrc or ~/.zshrc.
Commands, options, keys, people, statuses, types, priorities, components and fields of the clone you are in are completed.

With --json: {shell, script, startFile, isNew}, or {shell, script} with the text of the script.`;

/** `tract completion install|SHELL`, and the hidden command that shells ask. */
export const completion: CommandModule = {
  add(program, run) {
    program
      .command('completion')
      .description('complete commands, keys and names with Tab in bash, zsh or fish')
      .addArgument(
        new Argument('<what>', 'install, or the shell whose script to print').choices(['install', ...SHELLS]),
      )
      .addArgument(new Argument('[shell]', 'install for this shell instead of the one in use').choices(SHELLS))
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract completion install', 'tract completion zsh > ~/.zfunc/_tract'))
      .action((what: string, shell: string | undefined, _options: unknown, command: Command) =>
        run(async (context) => (await load()).runCompletion(context, what, shell ?? null), command),
      );
    program
      .command('completion-server', { hidden: true })
      .argument('[words...]')
      .action((words: readonly string[], _options: unknown, command: Command) =>
        run(async (context) => (await load()).runCompletionServer(context, program, words), command),
      );
  },
};

function load() {
  return import('../completion/run-completion.ts');
}
