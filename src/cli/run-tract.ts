import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands/index.ts';
import { createContext, type GlobalOptions } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { packageVersion } from './package-version.ts';
import { reportError } from './report-error.ts';

/** Runs `tract` with these arguments; answers its exit code and never throws. */
export async function runTract(args: readonly string[], io: Io): Promise<ExitCode> {
  const program = createProgram(io);
  let exitCode: ExitCode = EXIT.done;
  for (const command of COMMANDS) {
    command.add(program, async (action, invoked) => {
      exitCode = await action(createContext(io, invoked.optsWithGlobals<GlobalOptions>()));
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has told by itself what is wrong with the arguments, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return reportError(error, io, args.includes('--debug'));
  }
}

function createProgram(io: Io): Command {
  return new Command('tract')
    .description('Keeps a git repository of Markdown tickets and a Jira project in two-way sync')
    .version(packageVersion())
    .option('--json', 'one JSON document on stdout; diagnostics go to stderr')
    .option('--no-color', 'plain text (NO_COLOR does the same)')
    .option('--debug', 'show where an error came from')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride()
    .showHelpAfterError('(see --help)');
}
