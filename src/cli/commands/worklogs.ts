import { type CommandModule, example } from '../command.ts';

const HELP = `
With --json: {issue, worklogs: [{issue, author, time, timeSpentSeconds, started, comment, id}], totalSeconds, total}.`;

/** `tract worklogs KEY`: the time entries of one ticket. */
export const worklogs: CommandModule = {
  add(program, run) {
    program
      .command('worklogs')
      .description('show the time that was logged on a ticket')
      .argument('<key>', 'key of the ticket, or its number alone')
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract worklogs APP-123'))
      .action((key: string, _options: unknown, command) =>
        run(async (context) => (await import('../worklogs/run-worklogs.ts')).runWorklogs(context, key), command),
      );
  },
};
