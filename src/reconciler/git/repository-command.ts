import { GitError, type SimpleGit, simpleGit } from 'simple-git';
import { gitFailure, startFailure } from './plumbing/git-failure.ts';
import type { GitPlace } from './plumbing/git-process.ts';

/** Runs one git command to its end and answers its output. Any exit code but 0 is a GitExit. */
export type GitCommand = (args: readonly string[]) => Promise<string>;

/** A git command that ended with an exit code other than 0. */
export class GitExit extends GitError {
  readonly exitCode: number;
  readonly stderr: string;

  constructor(exitCode: number, stderr: string) {
    super(undefined, stderr.trim() || `git ended with exit code ${exitCode}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

const SILENCE_LIMIT_MS = 120_000;

/** One-shot git commands in `place.path`, through simple-git. */
export function createGitCommand(place: GitPlace): GitCommand {
  let git: SimpleGit | null = null;
  return async (args) => {
    try {
      git ??= openSimpleGit(place);
      return await git.raw([...args]);
    } catch (error) {
      if (error instanceof GitExit) throw error;
      throw startFailure(place.path, error instanceof Error ? error : new Error(String(error)));
    }
  };
}

/** The Failure behind whatever a GitCommand threw. */
export function failureOf(place: GitPlace, error: unknown): unknown {
  return error instanceof GitExit ? gitFailure(place.path, error.stderr, error) : error;
}

function openSimpleGit(place: GitPlace): SimpleGit {
  return simpleGit({
    baseDir: place.path,
    trimmed: false,
    maxConcurrentProcesses: 4,
    timeout: { block: SILENCE_LIMIT_MS },
    // The environment is ours from the first to the last variable, and the one template that is named is the empty one.
    allowEnvironment: Object.keys(place.env),
    unsafe: { allowUnsafeConfigEnvCount: true, allowUnsafeTemplateDir: true },
    // Left alone, simple-git takes exit code 1 with an empty stderr for success.
    errors(error, { exitCode, stdErr }) {
      if (exitCode === 0) return undefined;
      return exitCode > 0 ? new GitExit(exitCode, Buffer.concat(stdErr).toString('utf8')) : error;
    },
  }).env({ ...place.env });
}
