import { type CommandModule, example } from '../command.ts';
import type { WhyOptions } from '../why/run-why.ts';

const HELP = `
Tells what both sides last agreed on, what each says now, who gave it that value and when, the commit and the entry of Jira's
changelog where that can be looked up, and the rule that decides: which side changed it, or the policy and where it stands.
Without FIELD it tells of all that differs, waits, or changed since both sides agreed. FIELD is a name of the front matter,
description, comments, worklogs, or a comment or time entry as tract status names it. Where the service cannot be reached, it
tells what this clone knows: Jira was not asked then.

With --json: {issue, situation, commit, fields: [{field, verdict, rule, policy: {policy, source}, base, git: {value, by, at,
source}, jira, desired, held: {kind, reason, since, settle}}]}; situation is offline and jira null where Jira was not asked.`;

/** `tract why KEY [FIELD]`: why a field is what it is on both sides. */
export const why: CommandModule = {
  add(program, run) {
    program
      .command('why')
      .description('say why a field is what it is: who gave it that value on either side, and what decides')
      .argument('<key>', 'key of the ticket, or its number alone')
      .argument('[field]', 'one field; without it all that differs, waits or changed')
      .option('--all', 'every field, comment and time entry')
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example('tract why APP-123', 'tract why APP-123 priority', 'tract why APP-123 --all --json'),
      )
      .action((key: string, field: string | undefined, options: WhyOptions, invoked) =>
        run(
          async (context) => (await import('../why/run-why.ts')).runWhy(context, key, field ?? null, options),
          invoked,
        ),
      );
  },
};
