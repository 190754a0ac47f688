import { type CommandModule, example } from '../command.ts';
import type { FleetOptions } from '../fleet/run-fleet-status.ts';

/** `tract fleet status`: every service of a server at a glance. */
export const fleet: CommandModule = {
  add(program, run) {
    const group = program
      .command('fleet')
      .description('several services at once')
      .addHelpText('after', example('sudo tract fleet status'));
    group
      .command('status [address...]')
      .description('how every service of this server is, or those at these addresses')
      .option('--config <dir>', 'folder with the settings of the services', '/opt/tract/config')
      .addHelpText('after', '\nExits with 3 where a service is degraded, 1 where one does not answer.')
      .addHelpText('after', '\nWith --json: [{project, url, state, version, lastSuccess, reason}].')
      .addHelpText('after', example('sudo tract fleet status', 'tract fleet status http://tract-server:3100'))
      .action((addresses: readonly string[], options: FleetOptions, command) =>
        run(
          async (context) => (await import('../fleet/run-fleet-status.ts')).runFleetStatus(context, addresses, options),
          command,
        ),
      );
  },
};
