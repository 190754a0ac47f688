import { type CommandModule, example } from '../command.ts';
import { VARIABLES_HELP } from '../config/variables-help.ts';
import { REPORT_HELP } from './json-help.ts';

/** `tract plan`: what the next cycle of the daemon would do. It does nothing. */
export const plan: CommandModule = {
  add(program, run) {
    program
      .command('plan')
      .description('show what the next cycle would do, and do nothing; configured like serve')
      .addHelpText('after', VARIABLES_HELP)
      .addHelpText('after', REPORT_HELP)
      .addHelpText('after', example('set -a; . /opt/tract/config/app.env; tract plan'))
      .action((_options: unknown, command) =>
        run(async (context) => (await import('../plan/run-plan.ts')).runPlan(context), command),
      );
  },
};
