import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Both streams together: git tells on stderr what a push came to. */
export type GitOutput = { readonly stdout: string; readonly stderr: string };

/** Runs git as a developer would, but by nobody's settings: no hook, signature or template of this machine's user. */
export async function runGit(cwd: string, args: readonly string[]): Promise<GitOutput> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  return execute('git', [...args], { cwd, env });
}
