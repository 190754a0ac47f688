import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { developerGit } from '../git/developer-git.ts';
import { missingUnionAttributes } from '../git/union-attributes.ts';
import { type AuthorChoice, chooseAuthor } from './choose-author.ts';
import { NOTES_REF, NOTES_REFSPEC, PULL_SETTINGS } from './clone-settings.ts';

/** One thing that was set up, or what is left for a person to do. */
export type Step = { readonly done: boolean; readonly words: string };

export type SetUp = { readonly snapshot: boolean; readonly author: string | null; readonly steps: readonly Step[] };

export type SetUpOptions = AuthorChoice & { readonly env: NodeJS.ProcessEnv };

/** Puts the settings into a new clone that make it work well with the service: all of them are of this clone alone. */
export async function setUpClone(clone: TicketClone, options: SetUpOptions): Promise<SetUp> {
  const git = async (...args: readonly string[]) => developerGit(args, { cwd: clone.folder, env: options.env });
  const snapshot = await fetchSnapshot(git);
  for (const [name, value] of PULL_SETTINGS) await git('config', name, value);
  const union = await setMerge(git, clone.folder);
  const { author, step } = await chooseAuthor(clone, options);
  const pull = {
    done: true,
    words: 'git pull rebases, and puts edits aside meanwhile (pull.rebase, rebase.autoStash)',
  };
  return { snapshot: snapshot.done, author, steps: [snapshot, pull, union, step] };
}

type Git = (...args: readonly string[]) => ReturnType<typeof developerGit>;

/** Without the ref there, the refspec would make every fetch fail. */
async function fetchSnapshot(git: Git): Promise<Step> {
  const command = `git config --add remote.origin.fetch '${NOTES_REFSPEC}' && git fetch origin`;
  const later = { done: false, words: `the repository has no snapshot yet; once the service has run: ${command}` };
  if ((await git('ls-remote', '--exit-code', 'origin', NOTES_REF)).code !== 0) return later;
  await git('config', '--add', 'remote.origin.fetch', NOTES_REFSPEC);
  if ((await git('fetch', '--quiet', 'origin')).code !== 0)
    return { done: false, words: 'the snapshot could not be fetched: git fetch origin' };
  return { done: true, words: 'the snapshot comes along with every fetch: tract status works without the server' };
}

/** Where the repository does not say it, the clone does for itself. */
async function setMerge(git: Git, folder: string): Promise<Step> {
  const words = 'what two people log and create merges by itself';
  const missing = await missingUnionAttributes(git);
  if (missing.length === 0) return { done: true, words: `${words} (.gitattributes)` };
  const place = join(folder, '.git', 'info');
  await mkdir(place, { recursive: true });
  await appendFile(join(place, 'attributes'), missing.map((line) => `${line}\n`).join(''));
  return {
    done: true,
    words: `${words} here (.git/info/attributes; for everybody: add "${missing.join('" and "')}" to .gitattributes)`,
  };
}
