import { type CommandModule, example } from '../command.ts';
import type { LogOptions } from '../log/run-log.ts';
import { addWriteOptions, OFFLINE_HELP } from './write-options.ts';

const HELP = `
Time is 30m, 2h, 1.5h, 1h 30m, 1d (a day of work in Jira) or 1w. What follows is the comment; - reads it from standard
input. --started takes 09:00, "yesterday 14:00", "last friday 9am" or 2026-02-14T09:00, in your time zone; now, if not
given.
${OFFLINE_HELP.trim()}

With --json: {queued, issue, id, worklogId, time, timeSpentSeconds, started, commit, reason}. worklogId is null and reason
says why where it is queued; commit is then the one in the clone.`;

/** `tract log KEY TIME [COMMENT]`: logs time on a ticket. */
export const log: CommandModule = {
  add(program, run) {
    const command = program
      .command('log')
      .description('log time on a ticket')
      .argument('<key>', 'key of the ticket in any case, or its number alone')
      .argument('<time...>', 'how long, and then the comment')
      .usage('[options] <key> <time> [comment]')
      .option('--started <when>', 'when the work began; now, if not given')
      .option('--yes', 'even if the time or its beginning looks like a slip');
    addWriteOptions(command)
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example('tract log APP-1234 2h "Fixed bug"', 'tract log app-1234 1h 30m --started "yesterday 14:00"'),
      )
      .action((key: string, words: readonly string[], options: LogOptions, invoked) =>
        run(async (context) => (await import('../log/run-log.ts')).runLog(context, key, words, options), invoked),
      );
  },
};
