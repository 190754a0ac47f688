import { type CommandModule, example } from '../command.ts';

const HELP = `
In a clone: the clone itself, who you are, and the sync service. On the server, with the environment of tract serve: its
configuration, the repository, the hook, Jira, permissions, clocks and the webhook. Nothing is changed.
Exit code: 0 all is well, 3 warnings only, 1 something does not work.

With --json: {failed, warnings, findings: [{check, level: ok | warning | failed, message, fix}]}.`;

/** `tract doctor`: looks at everything it can reach, and says how to mend what is wrong. */
export const doctor: CommandModule = {
  add(program, run) {
    program
      .command('doctor')
      .description('look at everything that can be reached from here, and say how to mend what is wrong')
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract doctor', 'set -a; . /opt/tract/config/app.env; tract doctor --json'))
      .action((_options: unknown, command) =>
        run(async (context) => (await import('../doctor/run-doctor.ts')).runDoctor(context), command),
      );
  },
};
