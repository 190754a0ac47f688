import { realpath, stat } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import { gitEnvironment } from './plumbing/git-environment.ts';
import { gitFailure } from './plumbing/git-failure.ts';
import type { GitPlace } from './plumbing/git-process.ts';
import { createGitCommand, failureOf } from './repository-command.ts';

const OLDEST_GIT: readonly [number, number] = [2, 36];
const COMMON_DIR = ['--path-format=absolute', '--git-common-dir'];

/**
 * Looks at what `path` is and answers where git processes are to work.
 * Fatal failures: no such folder, no rights, git too old, no repository, one with a work tree (unless `clone`), SHA-256.
 */
export async function examinePlace(path: string, env: NodeJS.ProcessEnv, clone: boolean): Promise<GitPlace> {
  const folder = await findFolder(path);
  const place = placeAt(folder, env);
  // In a clone, git may look for the repository in the folders above.
  const git = createGitCommand(clone ? withoutCeiling(place) : place);
  try {
    checkVersion(await git(['version']));
    const facts = await git(['rev-parse', '--is-bare-repository', '--show-object-format', ...COMMON_DIR]);
    const [bare, format, gitDir = ''] = facts.trimEnd().split('\n');
    if (format !== 'sha1') {
      throw new Failure('fatal', `${path} uses ${format} object names; Tract needs a repository with SHA-1`);
    }
    if (clone) return placeAt(await realpath(gitDir), env);
    if (bare === 'true' && gitDir === folder) return place;
    const fix = 'make a bare one with `git clone --bare` and give its path';
    throw new Failure('fatal', `${path} is not a bare repository: ${fix}`);
  } catch (error) {
    throw failureOf(place, error);
  }
}

function placeAt(path: string, env: NodeJS.ProcessEnv): GitPlace {
  return { path, env: gitEnvironment(path, env) };
}

function withoutCeiling({ path, env }: GitPlace): GitPlace {
  const { GIT_CEILING_DIRECTORIES: _ceiling, ...open } = env;
  return { path, env: open };
}

async function findFolder(path: string): Promise<string> {
  try {
    const folder = await realpath(path);
    if ((await stat(folder)).isDirectory()) return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw gitFailure(path, String(error), error);
    throw new Failure('fatal', `there is no repository at ${path}: create one with \`tract onboard\``, {
      cause: error,
    });
  }
  throw new Failure('fatal', `${path} is a file, not a git repository`);
}

function checkVersion(line: string): void {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(line) ?? [];
  const [needMajor, needMinor] = OLDEST_GIT;
  if (Number(major) > needMajor || (Number(major) === needMajor && Number(minor) >= needMinor)) return;
  throw new Failure('fatal', `${line.trim()} is too old: Tract needs git ${OLDEST_GIT.join('.')} or newer`);
}
