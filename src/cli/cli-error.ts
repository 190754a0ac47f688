import { EXIT, type ExitCode } from './exit-code.ts';

/** What a person or a script is told instead of a result: a line per problem, and the exit code. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly problems: readonly string[];

  constructor(exitCode: ExitCode, problems: readonly string[], cause?: unknown) {
    super(problems.join('\n'), { cause });
    this.name = 'CliError';
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

/** By its shape: a module that is loaded when needed may have a class of its own. */
export function isCliError(error: unknown): error is CliError {
  return error instanceof Error && error.name === 'CliError' && 'exitCode' in error && 'problems' in error;
}

/** Wrong usage or configuration, all problems of it. */
export function usageError(...problems: readonly string[]): CliError {
  return new CliError(EXIT.usage, problems);
}

/** The command could not do what it is for. */
export function failedError(problem: string, cause?: unknown): CliError {
  return new CliError(EXIT.failed, [problem], cause);
}
