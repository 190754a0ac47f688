import { type CommandModule, example } from '../command.ts';
import type { CreateOptions } from '../create/run-create.ts';
import { collected } from './arguments.ts';
import { addWriteOptions, OFFLINE_HELP } from './write-options.ts';

const HELP = `
Without --title, at a terminal, the editor of git opens with a form (GIT_EDITOR, core.editor, VISUAL, EDITOR). What was
written there is kept in a file when anything fails; --from takes it up again, and any file that looks like a ticket.
--field sets any field that a new ticket may have, by its name in the front matter; again for a field with several values.
Types, priorities, components, people and tickets are compared with those of the clone before anything is sent.
${OFFLINE_HELP.trim()}
Until it is in Jira the ticket is called APP-OFFLINE-…; it can be edited, commented and logged on like any other.

With --json: {queued, issueKey, id, url, path, commit, reason}. url is null and reason says why where it is queued; commit is
then the one in the clone.`;

/** `tract create PROJECT --title …`: a new ticket. */
export const create: CommandModule = {
  add(program, run) {
    const command = program
      .command('create')
      .description('create a ticket')
      .argument('<project>', 'key of the project')
      .option('--title <text>', 'what it is about, in a line')
      .option('--type <type>', "such as Bug; the project's default, if not given")
      .option('--priority <priority>', 'such as High')
      .option('--assignee <person>', 'who shall do it: a handle, a name, or me')
      .option('--component <component>', 'a part of the project; again for several', collected)
      .option('--label <label>', 'a label; again for several', collected)
      .option('--parent <key>', 'the ticket above it')
      .option('--epic <key>', 'the epic it belongs to')
      .option('--points <number>', 'story points')
      .option('--description <text>', 'in Markdown; - reads standard input, @file a file')
      .option('--field <name=value>', 'any other field', collected)
      .option('--from <file>', 'a text in the form of a ticket file; - is standard input')
      .option('--edit', 'fill it in in the editor, even with a title or without a terminal');
    addWriteOptions(command)
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example(
          'tract create APP --title "Fix login timeout" --type Bug --priority High --label security',
          'tract create app --title "Rotate keys" --parent APP-12 --description @plan.md --assignee me',
        ),
      )
      .action((project: string, options: CreateOptions, invoked) =>
        run(async (context) => (await import('../create/run-create.ts')).runCreate(context, project, options), invoked),
      );
  },
};
