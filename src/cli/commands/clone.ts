import type { CloneInput } from '../clone/run-clone.ts';
import { type CommandModule, example } from '../command.ts';

const HELP = `
Sets up, for this clone alone: the snapshot comes along with every fetch, git pull rebases, time entries of two people
merge by themselves, and tract.author says who you are: by --author, else by the name of your git, else by asking.
What is no ticket repository is refused, and nothing of it is kept. Exit code 3 when something is left to do.

With --json: {folder, project, tickets, snapshot, author, left: [words]}.`;

/** `tract clone URL [DIR]`: a clone with everything set up. */
export const clone: CommandModule = {
  add(program, run) {
    program
      .command('clone')
      .description('clone a ticket repository and set everything up')
      .argument('<url>', 'address or path of the repository')
      .argument('[dir]', 'new folder; named after the repository, if not given')
      .option('--branch <name>', 'the branch with the tickets, if it is not the default one')
      .option('--author <person>', 'who you are: a handle or name of .tract/users.yaml')
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example(
          'tract clone git@tract-server:app-tickets.git',
          'tract clone /opt/tract/git/app-tickets.git app --author anna',
        ),
      )
      .action((url: string, dir: string | undefined, options: CloneInput, command) =>
        run(
          async (context) => (await import('../clone/run-clone.ts')).runClone(context, url, dir ?? null, options),
          command,
        ),
      );
  },
};
