import { type CommandModule, example } from '../command.ts';
import type { ShowOptions } from '../show/run-show.ts';

const JSON_HELP = `
With --json: {key, path, fields, description, comments: [{author, at, body}]}. \`fields\` has what the ticket says, by the
names of the front matter: durations in seconds, people by handle, times in UTC.`;

/** `tract show KEY`: one ticket, read from the clone. */
export const show: CommandModule = {
  add(program, run) {
    program
      .command('show')
      .description('show a ticket of this clone')
      .argument('<key>', 'key of the ticket, or its number alone')
      .option('--comments', 'with all comments')
      .option('--raw', 'the file as it is')
      .addHelpText('after', JSON_HELP)
      .addHelpText('after', example('tract show APP-123 --comments', 'tract show 123', 'tract show APP-123 --raw'))
      .action((key: string, options: ShowOptions, command) =>
        run(async (context) => (await import('../show/run-show.ts')).runShow(context, key, options), command),
      );
  },
};
