import type { Command } from 'commander';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';

/** Carries out what a command is for, once its arguments are read. */
export type Run = (action: (context: Context) => Promise<ExitCode>, invoked: Command) => Promise<void>;

/** One command of the program, as its file declares it. */
export type CommandModule = { readonly add: (program: Command, run: Run) => void };

/** The example at the end of a command's help. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
