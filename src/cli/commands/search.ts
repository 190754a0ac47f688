import { type CommandModule, example } from '../command.ts';
import type { SearchOptions } from '../search/run-search.ts';
import { positiveNumber } from './arguments.ts';

const HELP = `
Every word must be found in the ticket: in its key, title, labels, components, description or comments. The best comes
first. Exit code 1 when nothing is found.

With --json: {total, hits: [{key, path, title, score, places: [{where, snippet}]}]}.`;

/** `tract search TEXT`: full text over the tickets of the clone. */
export const search: CommandModule = {
  add(program, run) {
    program
      .command('search')
      .description('search titles, descriptions and comments of this clone')
      .argument('<text...>', 'words, in any case')
      .option('--limit <n>', 'the first so many (20)', positiveNumber)
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract search login timeout', 'tract search "session expired" --limit 5 --json'))
      .action((text: readonly string[], options: SearchOptions, command) =>
        run(async (context) => (await import('../search/run-search.ts')).runSearch(context, text, options), command),
      );
  },
};
