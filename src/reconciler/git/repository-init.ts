import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { gitEnvironment } from './plumbing/git-environment.ts';
import { gitFailure } from './plumbing/git-failure.ts';
import { isRefName } from './plumbing/names.ts';
import { createGitCommand, failureOf } from './repository-command.ts';
import { examinePlace } from './repository-place.ts';

const HOOKS = ['pre-receive', 'update', 'post-receive', 'post-update', 'reference-transaction'] as const;

export type HookName = (typeof HOOKS)[number];

/**
 * Makes an empty bare repository at `path` whose HEAD names `branch`; its folder may exist when it is empty.
 * One that is there already stays as it is. Who else may write to it (`core.sharedRepository`) is the administrator's.
 * Failures: fatal (not a branch name, a folder in use for something else, no rights), transient (disk full).
 */
export async function initRepository(
  path: string,
  branch: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (!isRefName(`refs/heads/${branch}`) || branch.startsWith('-')) {
    throw new Failure('fatal', `${JSON.stringify(branch)} cannot be the name of a git branch`);
  }
  const folder = resolve(path);
  const content = await makeFolder(folder);
  if (content.length > 0) {
    await examinePlace(folder, env, false);
    return;
  }
  const place = { path: folder, env: gitEnvironment(folder, env) };
  const git = createGitCommand(place);
  try {
    // An empty template: no sample hooks, and none of whoever runs this.
    await git(['init', '--quiet', '--bare', '--template=', '--object-format=sha1', `--initial-branch=${branch}`]);
  } catch (error) {
    throw failureOf(place, error);
  }
}

/** Puts a hook into the bare repository, executable and whole: a push that runs right now sees the old one or the new one. */
export async function installHook(path: string, name: HookName, content: string): Promise<void> {
  if (!HOOKS.includes(name)) throw new TypeError(`not a hook of a bare repository: ${JSON.stringify(name)}`);
  const folder = join(path, 'hooks');
  const draft = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeDurably(draft, content);
    await chmod(draft, 0o755);
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw gitFailure(path, String(error), error);
  }
}

async function makeFolder(folder: string): Promise<readonly string[]> {
  try {
    await mkdir(folder, { recursive: true });
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw gitFailure(folder, String(error), error);
    throw new Failure('fatal', `${folder} cannot be a repository: a file is in the way`, { cause: error });
  }
}

async function writeDurably(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
