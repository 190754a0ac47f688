import { type CommandModule, example } from '../command.ts';
import type { ListOptions } from '../list/list-options.ts';
import { collected, positiveNumber } from './arguments.ts';

const HELP = `
The same option again means "or", another option means "and". "none" asks for tickets where a field is empty. Names are
compared whatever their case; a person is named by handle or display name, and "me" is you (see tract timesheet --help).
--where takes any field of the front matter, and key: = != for a value, ~ for a part of it, >= <= for numbers, dates and
durations. --sort takes fields with commas between them, -field the other way round; newest first if not given.
Days are in UTC: 2026-02-14, yesterday, "2 weeks ago".

With --json: {total, tickets: [{key, path, fields}]}. \`fields\` has what the ticket says, by the names of the front matter:
durations in seconds, people by handle, times in UTC.`;

/** `tract list`: the tickets of the clone that meet what is asked for. */
export const list: CommandModule = {
  add(program, run) {
    program
      .command('list')
      .description('list tickets of this clone')
      .option('--status <status>', 'with this status', collected)
      .option('--open', 'whose status is not one of those that mean done')
      .option('--type <type>', 'of this type', collected)
      .option('--priority <priority>', 'with this priority', collected)
      .option('--assignee <person>', 'assigned to this person, me or none', collected)
      .option('--reporter <person>', 'reported by this person or me', collected)
      .option('--label <label>', 'with this label', collected)
      .option('--component <component>', 'with this component', collected)
      .option('--sprint <sprint>', 'in this sprint', collected)
      .option('--epic <key>', 'of this epic', collected)
      .option('--parent <key>', 'below this ticket', collected)
      .option('--where <condition>', 'any field, such as points>=3', collected)
      .option('--updated-since <day>', 'updated on that day or later')
      .option('--created-since <day>', 'created on that day or later')
      .option('--due-before <day>', 'due on that day or before')
      .option('--sort <fields>', 'order, such as priority,-updated')
      .option('--columns <fields>', 'what to show, such as key,labels,title')
      .option('--limit <n>', 'the first so many', positiveNumber)
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example(
          'tract list --assignee me --open --sort priority',
          'tract list --status "To Do" --status "In Progress" --label urgent',
          'tract list --where "points>=5" --columns key,points,title --limit 20',
        ),
      )
      .action((options: ListOptions, command) =>
        run(async (context) => (await import('../list/run-list.ts')).runList(context, options), command),
      );
  },
};
