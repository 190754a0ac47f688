import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failedError, usageError } from '../cli-error.ts';
import { openTicketClone, type TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import { developerGit } from '../git/developer-git.ts';
import { plain } from '../render/plain.ts';
import type { CloneSource } from './clone-source.ts';

export type CloneOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly branch: string | null;
  readonly interactive: boolean;
};

/**
 * Clones with git. What turns out to be no ticket repository is refused, and its clone removed. A CliError where the
 * folder is in use, git says no, or the repository is another kind.
 */
export async function cloneRepository(source: CloneSource, options: CloneOptions): Promise<TicketClone> {
  const { url, shownUrl, folder } = source;
  if (contentOf(folder) > 0) throw usageError(`${folder} is there and not empty: give another folder`);
  const branch = options.branch === null ? [] : [`--branch=${options.branch}`];
  const args = ['clone', ...(options.interactive ? ['--progress'] : ['--quiet']), ...branch, '--', url, folder];
  const { code, stderr } = await developerGit(args, options);
  if (code !== 0) throw failedError(`git cannot clone ${shownUrl}: ${lastWords(stderr, source)}`);
  try {
    return await openClone(source);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function openClone({ shownUrl, folder }: CloneSource): Promise<TicketClone> {
  if (readPlainFile(folder, join('.tract', 'config.yaml')).kind === 'bytes') return openTicketClone(folder);
  throw failedError(
    `${shownUrl} is no ticket repository: it has no .tract/config.yaml on the branch that was cloned (--branch names another); nothing was kept`,
  );
}

/** How much is in a folder; one that is not there is empty. */
function contentOf(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 0;
    if (code === 'ENOTDIR') throw usageError(`${folder} is a file: give another folder`);
    throw failedError(`${folder} cannot be used (${code ?? 'unknown reason'})`, error);
  }
}

/** Git's own reason, without a password that it may repeat. */
function lastWords(stderr: string, { url, shownUrl }: CloneSource): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const reason = lines.find((line) => /^(?:fatal|error|remote):/.test(line)) ?? lines.at(-1) ?? 'it gives no reason';
  return plain(reason.replaceAll(url, shownUrl).replace(/^(?:fatal|error): /, ''));
}
