import { spawn } from 'node:child_process';
import { failedError } from '../cli-error.ts';

export type GitEnd = {
  readonly code: number | null;
  readonly stdout: string;
  /** What `stdout` is the text of. */
  readonly bytes: Buffer;
  readonly stderr: string;
};

export type DeveloperGitOptions = {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Shows git's own words and questions on the terminal instead of collecting them. */
  readonly interactive?: boolean;
};

/**
 * Runs git as the developer does: with their environment, settings and keys, and in English where it is read by program.
 * A non-zero exit is an outcome; a CliError where there is no git.
 */
export function developerGit(args: readonly string[], options: DeveloperGitOptions): Promise<GitEnd> {
  const { cwd, env, interactive = false } = options;
  const own = interactive ? env : { ...env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], {
      cwd,
      env: own,
      stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr.push(chunk);
      if (interactive) process.stderr.write(chunk);
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? 'install git 2.36 or newer' : error.message;
      reject(failedError(`git cannot be started: ${reason}`, error));
    });
    child.once('close', (code) =>
      resolve({ code, stdout: textOf(stdout), bytes: Buffer.concat(stdout), stderr: textOf(stderr) }),
    );
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}
