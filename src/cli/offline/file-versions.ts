import { lstatSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import { cannotQueue } from './cannot-queue.ts';
import { type GitPlace, gitOf } from './git-state.ts';

/** A file as git has it: mode and blob. */
export type GitEntry = { readonly mode: string; readonly oid: string };

/** One file in the three places where a developer has it; null where it is not there. */
export type FileVersions = {
  readonly path: string;
  readonly head: GitEntry | null;
  readonly index: GitEntry | null;
  readonly headBytes: Buffer | null;
  readonly indexBytes: Buffer | null;
  readonly worktreeBytes: Buffer | null;
};

/** Reads the versions of these files. A CliError (nothing can be queued) for one that no edit may touch now. */
export async function readVersions(place: GitPlace, paths: readonly string[]): Promise<readonly FileVersions[]> {
  for (const path of paths) checkFolders(place.folder, path);
  const head = parse((await gitOf(place, ['ls-tree', '-z', 'HEAD', '--', ...paths])).stdout);
  const index = parse((await gitOf(place, ['ls-files', '--stage', '-z', '--', ...paths])).stdout);
  return Promise.all(
    paths.map(async (path) => {
      const entries = index.filter((each) => each.path === path);
      if (entries.some(({ stage }) => stage !== '0'))
        throw cannotQueue(`${path} is in conflict in a merge: resolve it and \`git add\` it, then do this again`);
      const [inHead, inIndex] = [head.find((each) => each.path === path) ?? null, entries[0] ?? null];
      const headBytes = await bytesOf(place, path, inHead);
      const same = inHead !== null && inHead.oid === inIndex?.oid;
      return {
        path,
        head: inHead,
        index: inIndex,
        headBytes,
        indexBytes: same ? headBytes : await bytesOf(place, path, inIndex),
        worktreeBytes: worktreeBytes(place, path),
      };
    }),
  );
}

type Listed = GitEntry & { readonly path: string; readonly stage: string };

/** `100644 blob OID<TAB>PATH` of a tree, `100644 OID STAGE<TAB>PATH` of the index. */
function parse(output: string): readonly Listed[] {
  return output
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [facts = '', path = ''] = line.split('\t');
      const [mode = '', second = '', third = ''] = facts.split(' ');
      return second === 'blob' || second === 'commit' || second === 'tree'
        ? { mode, oid: third, stage: '0', path }
        : { mode, oid: second, stage: third, path };
    });
}

async function bytesOf(place: GitPlace, path: string, entry: GitEntry | null): Promise<Buffer | null> {
  if (entry === null) return null;
  if (!entry.mode.startsWith('100')) throw cannotQueue(`${path} is no regular file in git: put the file itself there`);
  return (await gitOf(place, ['cat-file', 'blob', entry.oid])).bytes;
}

function worktreeBytes({ folder }: GitPlace, path: string): Buffer | null {
  const file = readPlainFile(folder, path);
  if (file.kind === 'unreadable') throw cannotQueue(`${path}: ${file.reason}`);
  return file.kind === 'bytes' ? file.bytes : null;
}

/** A link in the place of a folder would lead what is written out of the clone. */
function checkFolders(folder: string, path: string): void {
  const names = dirname(path).split('/');
  for (const [index] of names.entries()) {
    const name = names.slice(0, index + 1).join(sep);
    const status = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (status !== undefined && !status.isDirectory()) throw cannotQueue(`${name} is no folder: put a folder there`);
  }
}
