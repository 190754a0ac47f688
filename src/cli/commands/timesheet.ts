import { Option } from 'commander';
import { type CommandModule, example } from '../command.ts';
import type { TimesheetOptions } from '../timesheet/run-timesheet.ts';

const HELP = `
The author is who is named, else TRACT_AUTHOR, else \`git config tract.author\`, else the one person of .tract/users.yaml
that fits the name or address of your git. Without a period it is the current week.
A day is one in UTC, as all times of a ticket repository are. From Monday to Friday a day is due, as long as
timeTracking.hoursPerDay in .tract/config.yaml; days to come are not. A line that is there twice, as a merge may leave it,
counts once.

With --json: {author, from, to, entries: [{issue, author, time, timeSpentSeconds, started, comment, id}],
days: [{date, totalSeconds, total, dueSeconds, missingSeconds, tickets}], tickets: [{issue, totalSeconds, total, comments}],
totalSeconds, total, dueSeconds, missingSeconds}. CSV has a line for each entry: date, issue, author, hours, started, comment.`;

/** `tract timesheet [AUTHOR]`: logged time by day and ticket, and what is missing. */
export const timesheet: CommandModule = {
  add(program, run) {
    program
      .command('timesheet')
      .description('show the time that somebody logged, by day and ticket')
      .argument('[author]', 'handle or name; you, if not given')
      .option('--author <person>', 'the same as an option')
      .option('--from <day>', 'first day, such as 2026-02-01 or "last monday"')
      .option('--to <day>', 'last day; today, if not given')
      .option('--week [week]', 'a week such as 2026-W07; the current one, if not given')
      .option('--month [month]', 'a month such as 2026-02; the current one, if not given')
      .addOption(
        new Option('--format <format>', 'table, csv or json').choices(['table', 'csv', 'json']).default('table'),
      )
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example('tract timesheet --week', 'tract timesheet john.doe --month 2026-02 --format csv > february.csv'),
      )
      .action((author: string | undefined, options: TimesheetOptions, command) =>
        run(
          async (context) =>
            (await import('../timesheet/run-timesheet.ts')).runTimesheet(context, author ?? null, options),
          command,
        ),
      );
  },
};
