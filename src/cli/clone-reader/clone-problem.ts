import type { Io } from '../io.ts';
import { plain } from '../render/plain.ts';

/** A file of the clone that cannot be read as it is, or a line of it; lines count from 1. */
export type CloneProblem = { readonly path: string; readonly line: number | null; readonly reason: string };

const MOST_SHOWN = 20;

/** Tells on stderr what could not be read, a line each, as compilers do; the command goes on with the rest. */
export function reportProblems({ err }: Pick<Io, 'err'>, problems: readonly CloneProblem[]): void {
  for (const problem of problems.slice(0, MOST_SHOWN)) err(`tract: ${describeProblem(problem)}\n`);
  const more = problems.length - MOST_SHOWN;
  if (more > 0) err(`tract: and ${more} more files or lines that cannot be read: \`tract doctor\` counts them\n`);
}

/** `issues/APP-7.md:3: the key "title" is there twice`. */
export function describeProblem({ path, line, reason }: CloneProblem): string {
  return plain(`${path}${line === null ? '' : `:${line}`}: ${reason}`);
}
