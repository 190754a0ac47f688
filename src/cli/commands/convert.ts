import { Option } from 'commander';
import { type CommandModule, example } from '../command.ts';
import type { ConvertOptions } from '../convert/run-convert.ts';

const NOTATIONS = ['md', 'wiki', 'adf'];

/** `tract convert`: what the daemon would make of a text. */
export const convert: CommandModule = {
  add(program, run) {
    program
      .command('convert')
      .description('write a text in another notation, as the daemon would when it first meets it')
      .argument('[file]', 'the text; standard input unless given')
      .addOption(new Option('--from <notation>', 'what it is written in').choices(NOTATIONS).makeOptionMandatory())
      .addOption(new Option('--to <notation>', 'what to write').choices(NOTATIONS).makeOptionMandatory())
      .option('--check', 'tell instead what is native, approximated and carried, block by block')
      .option('--users <file>', 'who is who in mentions; .tract/users.yaml of this clone unless given')
      .addHelpText('after', NOTATIONS_HELP)
      .addHelpText(
        'after',
        example(
          'tract convert --from wiki --to md description.txt',
          'pbpaste | tract convert --from md --to adf --check',
        ),
      )
      .action((file: string | undefined, options: ConvertOptions, command) =>
        run(async (context) => {
          const { runConvert } = await import('../convert/run-convert.ts');
          return runConvert(context, file ?? null, options, process.stdin);
        }, command),
      );
  },
};

const NOTATIONS_HELP = `
Notations:
  md    Markdown, as in the ticket files
  wiki  wiki markup, as Jira Server and Data Center hold it
  adf   the Atlassian Document Format, as Jira Cloud holds it: a JSON document

The same notation twice gives the form in which Tract writes it. With --json the document says
from, to, whole (carried as a whole, past the limits), text (or document, to adf), blocks
(line, kind, what; in ADF line is the number of the block) and counts.`;
