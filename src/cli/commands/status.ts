import { type CommandModule, example } from '../command.ts';
import type { StatusOptions } from '../status/run-status.ts';

/** `tract status [KEY]`: what differs between git, Jira and what they last agreed on. */
export const status: CommandModule = {
  add(program, run) {
    program
      .command('status')
      .description('show what goes to Jira, what comes to git, and what waits and why')
      .argument('[key]', 'one ticket, field by field')
      .option('--exit-code', 'exit 3 when something waits')
      .addHelpText('after', example('tract status', 'tract status APP-123', 'tract status --exit-code --json'))
      .action((key: string | undefined, options: StatusOptions, command) => {
        return run(
          async (context) => (await import('../status/run-status.ts')).runStatus(context, key ?? null, options),
          command,
        );
      });
  },
};
