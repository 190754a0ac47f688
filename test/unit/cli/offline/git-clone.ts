import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryClone, type Ran, ticketText } from '../temporary-clone.ts';

/** A clone with a git of its own, two tickets, and nobody's settings. */
export type GitClone = {
  readonly folder: string;
  git(...args: readonly string[]): string;
  read(path: string): string;
  has(path: string): boolean;
  write(path: string, content: string | Uint8Array): void;
  /** The program in it, as Anna, without a server unless `env` names one. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran>;
  remove(): void;
};

export function makeGitClone(): GitClone {
  const clone = makeTemporaryClone({
    '.tract/components.yaml': 'Auth: [src/auth]\nWeb: []\n',
    'issues/APP-1.md': ticketText(['title: One'], 'First line.\n\nLast line.'),
    'issues/APP-12.md': ticketText(['title: Twelve']),
  });
  const { folder } = clone;
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Anna Berg');
  git('config', 'user.email', 'anna@example.com');
  git('add', '--all');
  git('commit', '--quiet', '--message=Begin');
  return {
    folder,
    git,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    has: (path) => existsSync(join(folder, path)),
    write: clone.write,
    run: (args, more = {}) => clone.run(args, { env: more }),
    remove: clone.remove,
  };
}
