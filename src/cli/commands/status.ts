import { type CommandModule, example } from '../command.ts';
import type { StatusOptions } from '../status/run-status.ts';
import { ITEM_HELP } from './json-help.ts';

const HELP = `
With --json: {project, health: {state, reason, …}, tickets, pending: [ticket], problems: [{path, reason}], queue: [key],
queued: {count, oldestAt, items}, cursor, sweptAtMs, verified: {oldestMs, key, sweptMs}, lastCycle}, and with KEY that ticket alone. A ticket is
${ITEM_HELP}
Where the service cannot be reached: {project, tickets, relation: same | ahead | behind | diverged, changes: [{path, kind,
fields, problem}], pending: [{key, holds}], problems}, which is what this clone knows by itself.`;

/** `tract status [KEY]`: what differs between git, Jira and what they last agreed on. */
export const status: CommandModule = {
  add(program, run) {
    program
      .command('status')
      .description('show what goes to Jira, what comes to git, and what waits and why')
      .argument('[key]', 'one ticket, field by field')
      .option('--exit-code', 'exit 3 when something waits')
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract status', 'tract status APP-123', 'tract status --exit-code --json'))
      .action((key: string | undefined, options: StatusOptions, command) => {
        return run(
          async (context) => (await import('../status/run-status.ts')).runStatus(context, key ?? null, options),
          command,
        );
      });
  },
};
