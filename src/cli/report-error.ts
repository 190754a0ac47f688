import { Failure } from '../model/failure.ts';
import { isCliError } from './cli-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { withPriority } from './journal.ts';

/** Tells what went wrong in a line (each of several problems has its own), with the stack only when debugging. */
export function reportError(error: unknown, io: Pick<Io, 'err' | 'errIsJournal'>, debug: boolean): ExitCode {
  for (const problem of problemsOf(error)) {
    const line = `tract: ${problem}\n`;
    io.err(io.errIsJournal ? withPriority('error', line) : line);
  }
  if (debug) io.err(`${stackOf(error)}\n`);
  else if (!(isCliError(error) || error instanceof Failure)) io.err('tract: --debug shows where this came from\n');
  return isCliError(error) ? error.exitCode : EXIT.failed;
}

function problemsOf(error: unknown): readonly string[] {
  if (isCliError(error)) return error.problems;
  return [oneLine(error instanceof Error ? error.message || error.name : String(error))];
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
