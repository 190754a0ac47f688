import { Command } from 'commander';
import { COMMANDS } from '../../commands/index.ts';

/** A command as a person types it: its name, its arguments, and what it is for. */
export type DescribedCommand = { readonly name: string; readonly usage: string; readonly description: string };

/** The commands of the program as Commander knows them, in the order of its help; those below a command behind it. */
export function programCommands(): readonly DescribedCommand[] {
  const program = new Command('tract');
  for (const command of COMMANDS) command.add(program, async () => {});
  return visible(program).flatMap((command) => described(command, 'tract'));
}

function described(command: Command, above: string): readonly DescribedCommand[] {
  const name = `${above} ${command.name()}`;
  const usage = command
    .usage()
    .replace(/\[(?:options|command)\] ?/g, '')
    .trim();
  const below = visible(command).flatMap((each) => described(each, name));
  return [{ name, usage, description: command.description() }, ...below];
}

/** Without those that only programs call, and `help`. */
function visible(command: Command): readonly Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help');
}
