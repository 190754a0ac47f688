import { basename, resolve } from 'node:path';
import { usageError } from '../cli-error.ts';

/** What to clone and where to, both checked: neither can be taken for an option of git. */
export type CloneSource = {
  readonly url: string;
  /** The same without a password, to be shown. */
  readonly shownUrl: string;
  readonly folder: string;
};

/** `ext::sh -c …` and the like run programs; no ticket repository is behind one. */
const REMOTE_HELPER = /^[A-Za-z0-9][A-Za-z0-9+.-]*::/;

/** Checks the address and the folder, which without a word is named after the address. Throws a CliError (usage). */
export function cloneSource(url: string, folder: string | null, cwd: string): CloneSource {
  if (url.startsWith('-') || /\p{Cc}/u.test(url) || url.trim() === '')
    throw usageError('the address of the repository is none');
  if (REMOTE_HELPER.test(url)) throw usageError('addresses such as ext::… are not cloned: use ssh, https or a path');
  const name = folder ?? nameOf(url);
  if (name === '' || name.startsWith('-') || /\p{Cc}/u.test(name)) {
    throw usageError(`"${name.replace(/\p{Cc}/gu, '?')}" is no name of a folder: give one after the address`);
  }
  return { url: isPath(url) ? resolve(cwd, url) : url, shownUrl: withoutPassword(url), folder: resolve(cwd, name) };
}

/** `git@host:team/app-tickets.git` → `app-tickets`, as git names it. */
function nameOf(url: string): string {
  const path = url.replace(/[/\\]+$/, '').replace(/\/?\.git$/, '');
  return basename(path.replace(/^.*:(?=[^/])/, ''));
}

/** As git sees it: what has no colon before the first slash is a path. */
function isPath(url: string): boolean {
  return !/^[^/]*:/.test(url);
}

function withoutPassword(url: string): string {
  return url.replace(/^([a-z+]+:\/\/[^/:@]*):[^/@]*@/i, '$1@');
}
