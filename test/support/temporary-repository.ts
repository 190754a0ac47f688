import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A bare repository that lasts for one test, and git itself to look at it or to disturb it. */
export type TemporaryRepository = {
  readonly path: string;
  /** Runs git in the repository and answers what it printed. */
  git(args: readonly string[], input?: string): string;
  remove(): void;
};

export function makeTemporaryRepository(): TemporaryRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tract-test-')));
  const path = join(folder, 'repository.git');
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', args, { cwd: path, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], env: plainEnv() });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path], { env: plainEnv() });
  return { path, git, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Git as on a fresh machine: no configuration of whoever runs the tests. */
function plainEnv(): NodeJS.ProcessEnv {
  const identity = { GIT_AUTHOR_NAME: 'Dev', GIT_AUTHOR_EMAIL: 'dev@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Dev', GIT_COMMITTER_EMAIL: 'dev@example.org' };
  const config = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C', ...identity, ...committer, ...config };
}
