import { developerGit } from '../git/developer-git.ts';

/** Who somebody is by the settings of their git, from the widest to the nearest; '' is null. */
export type GitIdentity = {
  /** `tract.author`, which names a handle outright. */
  readonly author: string | null;
  readonly name: string | null;
  readonly email: string | null;
};

const SETTINGS = '^(tract\\.author|user\\.name|user\\.email)$';

/** Reads the settings that hold in `cwd`; GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL go before them, as they do for git. */
export async function readGitIdentity(cwd: string, env: NodeJS.ProcessEnv): Promise<GitIdentity> {
  const { stdout } = await developerGit(['config', '--null', '--get-regexp', SETTINGS], { cwd, env });
  const settings = new Map(stdout.split('\0').map(splitEntry));
  return {
    author: settings.get('tract.author') || null,
    name: env.GIT_AUTHOR_NAME || settings.get('user.name') || null,
    email: env.GIT_AUTHOR_EMAIL || settings.get('user.email') || null,
  };
}

/** `user.name\nAnna Berg`, as `--null` prints it; of several the last holds. */
function splitEntry(entry: string): readonly [string, string] {
  const at = entry.indexOf('\n');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1).trim()];
}
