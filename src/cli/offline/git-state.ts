import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { developerGit, type GitEnd } from '../git/developer-git.ts';
import { cannotQueue } from './cannot-queue.ts';

/** The git of a clone, as a commit needs it. */
export type GitState = {
  /** Of this working tree. */
  readonly gitFolder: string;
  readonly head: string;
  /** Whether the developer wants commits to be signed. */
  readonly signs: boolean;
};

export type GitPlace = { readonly folder: string; readonly env: NodeJS.ProcessEnv };

/** Git in the clone, names of files taken as they are. A CliError (nothing can be queued) where it says no. */
export async function gitOf({ folder, env }: GitPlace, args: readonly string[]): Promise<GitEnd> {
  const end = await developerGit(['--literal-pathspecs', ...args], { cwd: folder, env });
  if (end.code !== 0) throw cannotQueue(lastWords(end.stderr));
  return end;
}

/** Looks whether the clone can take a commit that the next push carries. A CliError (nothing can be queued) where not. */
export async function readGitState(place: GitPlace): Promise<GitState> {
  const { folder } = place;
  const found = await developerGit(['rev-parse', '--absolute-git-dir', '--show-prefix'], {
    cwd: folder,
    env: place.env,
  });
  if (found.code !== 0) throw cannotQueue(`${folder} is no git repository: ${lastWords(found.stderr)}`);
  const [gitFolder = '', prefix = ''] = found.stdout.split('\n');
  if (prefix !== '')
    throw cannotQueue(`${folder} is not the top folder of its git repository, which \`git push\` carries`);
  // What --abort of a rebase throws away would be gone with it. A merge keeps the commits that are made meanwhile.
  if (['rebase-merge', 'rebase-apply'].some((name) => existsSync(join(gitFolder, name))))
    throw cannotQueue(
      'a rebase is under way here: end it with `git rebase --continue` or `--abort`, then do this again',
    );
  const branch = await git(place, 'symbolic-ref', '--quiet', 'HEAD');
  if (branch.code !== 0)
    throw cannotQueue(
      'no branch is checked out here (detached HEAD), and no push would carry it: `git switch main` first',
    );
  const head = await git(place, 'rev-parse', '--quiet', '--verify', 'HEAD');
  if (head.code !== 0) throw cannotQueue('this repository has no commit yet');
  const signing = await git(place, 'config', '--type=bool', '--get', 'commit.gpgsign');
  return { gitFolder, head: head.stdout.trim(), signs: signing.stdout.trim() === 'true' };
}

function git({ folder, env }: GitPlace, ...args: readonly string[]): Promise<GitEnd> {
  return developerGit(args, { cwd: folder, env });
}

/** Git's own reason, the part that says what is wrong. */
export function lastWords(stderr: string): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const reason = lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1) ?? 'git gives no reason';
  return reason.replace(/^(?:fatal|error): /, '');
}
