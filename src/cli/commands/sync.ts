import { InvalidArgumentError } from 'commander';
import { type CommandModule, example } from '../command.ts';
import type { SyncOptions } from '../sync/run-sync.ts';
import { REPORT_HELP } from './json-help.ts';

/** `tract sync`: asks the service for an early reconcile, waits, and prints what came of it. */
export const sync: CommandModule = {
  add(program, run) {
    program
      .command('sync')
      .description('reconcile now, wait, and print the outcome')
      .option('--full', 'walk all tickets instead of what changed')
      .option('--retry-held', 'try again what Jira refused')
      .option('--allow-deletes <n>', 'let so many tickets be removed in this cycle', wholeNumber)
      .addHelpText('after', REPORT_HELP)
      .addHelpText('after', example('tract sync', 'tract sync --full --allow-deletes 40'))
      .action((options: SyncOptions, command) =>
        run(async (context) => (await import('../sync/run-sync.ts')).runSync(context, options), command),
      );
  },
};

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
