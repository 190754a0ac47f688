import { type CommandModule, example } from '../command.ts';
import { VARIABLES_HELP } from '../config/variables-help.ts';
import type { ServeOptions } from '../serve/run-serve.ts';
import { REPORT_HELP } from './json-help.ts';
import { addServeKeys } from './serve-keys.ts';

/** `tract serve`: the daemon of one project, configured by its environment. */
export const serve: CommandModule = {
  add(program, run) {
    const command = program
      .command('serve')
      .description('keep a repository and a Jira project in sync, configured by the environment')
      .option('--once', 'one full cycle over all tickets, then exit: 0 done, 3 something waits, 1 failed')
      .addHelpText('after', VARIABLES_HELP)
      .addHelpText('after', REPORT_HELP.replace('--json:', '--once --json:'))
      .addHelpText('after', example('set -a; . /opt/tract/config/app.env; tract serve', 'tract serve --once --json'))
      .action((options: ServeOptions, invoked) =>
        run(async (context) => (await import('../serve/run-serve.ts')).runServe(context, options), invoked),
      );
    addServeKeys(command, run);
  },
};
