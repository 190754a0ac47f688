import { type CommandModule, example } from '../command.ts';
import type { DemoInput } from '../demo/run-demo.ts';

const HELP = `
With --json: {jira, repository, server, tickets} once all of it runs, and with --tour {toJira, toGit, arrived}.`;

/** `tract demo`: everything on loopback, to watch a repository and a Jira follow each other. */
export const demo: CommandModule = {
  add(program, run) {
    program
      .command('demo')
      .description('a Jira, a repository and the sync service on this machine, with sample tickets')
      .option('--tour', 'make an edit on each side, show how it arrives on the other, and exit')
      .option('--keep <dir>', 'keep the data in this empty folder')
      .option('--flavor <flavor>', 'what the Jira is like: server or cloud', 'server')
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract demo', 'tract demo --tour'))
      .action((options: DemoInput, command) =>
        run(async (context) => (await import('../demo/run-demo.ts')).runDemo(context, options), command),
      );
  },
};
