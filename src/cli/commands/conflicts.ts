import { type CommandModule, example } from '../command.ts';
import type { ResolveOptions } from '../conflicts/run-resolve.ts';

const JSON_HELP = {
  list: 'With --json: {conflicts: [{issue, field, kind, reason, since}]}.',
  show: '\nWith --json: {issue, conflicts: [{field, reason, since, base, git, jira}]}; what is not known here is left out.',
  resolve: 'With --json: {issue, settled, holds, commit, pending}.',
};

const HELP = `
A conflict is a field that both sides changed to different values: it stays as it is on both sides until somebody decides,
and everything else goes on. Making both sides say the same, in the file or in Jira, resolves it as well.

${JSON_HELP.list}`;

const RESOLVE_HELP = `
Without FIELD, all that is in conflict on the ticket is settled alike. What either side changed since it was shown is never
overruled. --edit opens your editor (as git does: GIT_EDITOR, core.editor, VISUAL, EDITOR); of a text it shows all three
versions between conflict markers. --value is what the file would say: Markdown for texts and comments, and for a time
entry the members of its line that shall be different, such as '{"time":"2h"}'.

Exit codes: 0 settled, 3 settled but something of the ticket still waits, 1 nothing was decided or Jira refused it, 4 the
server cannot be reached.

${JSON_HELP.resolve}`;

/** `tract conflicts`: what both sides changed to different values, and what to make of it. */
export const conflicts: CommandModule = {
  add(program, run) {
    const command = program
      .command('conflicts')
      .description('show and resolve what both sides changed to different values')
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract conflicts', 'tract conflicts show APP-123'));
    command
      .command('list', { isDefault: true })
      .description('what is in conflict, oldest first')
      .addHelpText('after', `\n${JSON_HELP.list}`)
      .addHelpText('after', example('tract conflicts list', 'tract conflicts --json'))
      .action((_options: unknown, invoked) =>
        run(async (context) => (await import('../conflicts/run-list-conflicts.ts')).runListConflicts(context), invoked),
      );
    command
      .command('show')
      .description('the versions of one ticket: last agreed, git, Jira')
      .argument('<key>', 'key of the ticket, or its number alone')
      .addHelpText('after', JSON_HELP.show)
      .addHelpText('after', example('tract conflicts show APP-123'))
      .action((key: string, _options: unknown, invoked) =>
        run(
          async (context) => (await import('../conflicts/run-show-conflicts.ts')).runShowConflicts(context, key),
          invoked,
        ),
      );
    command
      .command('resolve')
      .description('decide what both sides shall say')
      .argument('<key>', 'key of the ticket, or its number alone')
      .argument('[field]', 'one of its fields in conflict, as `tract conflicts` names it')
      .option('--take <side>', 'git, jira, or merged with --value or --edit')
      .option('--value <value>', 'the value that both sides shall have')
      .option('--edit', 'write it in your editor')
      .addHelpText('after', RESOLVE_HELP)
      .addHelpText(
        'after',
        example(
          'tract conflicts resolve APP-123 --take jira',
          'tract conflicts resolve APP-123 title --value "Log in with SSO"',
          'tract conflicts resolve APP-123 description --edit',
        ),
      )
      .action((key: string, field: string | undefined, options: ResolveOptions, invoked) =>
        run(
          async (context) =>
            (await import('../conflicts/run-resolve.ts')).runResolve(context, key, field ?? null, options),
          invoked,
        ),
      );
  },
};
