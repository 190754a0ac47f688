import { type CommandModule, example } from '../command.ts';
import type { SelfUpdateOptions } from '../update/run-self-update.ts';

/** `tract self-update`: a newer version of the program, tried on one service before every one of the server uses it. */
export const selfUpdate: CommandModule = {
  add(program, run) {
    program
      .command('self-update')
      .description(
        'update the services of this server to a newer version, and go back by itself where that does not do',
      )
      .option('--check', 'only say what would be done')
      .option('--channel <name>', 'stable, or a kind of prerelease that is taken too (default: TRACT_UPDATE_CHANNEL)')
      .option('--pin <version>', 'exactly this version, even an older one')
      .option('--from <file>', 'a package file, such as scripts/bundle makes, in place of the registry')
      .option('--sha512 <digits>', 'what `sha512sum` must print for that file')
      .option('--no-wait', 'do not wait for what the service makes of it')
      .addHelpText(
        'after',
        '\nRun it on the server, as the user of the service; it is off by default: docs/SELF-UPDATE.md.',
      )
      .addHelpText('after', '\nExits with 0 done or nothing newer, 1 taken back or not possible, 3 still being tried.')
      .addHelpText('after', '\nWith --json: {outcome, version, from, reason}.')
      .addHelpText('after', example('tract self-update --check', 'sudo tract-sync APP self-update'))
      .action((options: SelfUpdateOptions, command) =>
        run(async (context) => (await import('../update/run-self-update.ts')).runSelfUpdate(context, options), command),
      );
  },
};
