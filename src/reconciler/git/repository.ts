import { access, constants } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import { MAX_BLOB_BYTES } from '../../snapshot/max-blob-bytes.ts';
import type { CommitInfo, ObjectStore, Oid, RefMove, TreeChange } from '../../snapshot/object-store.ts';
import { CatFile } from './plumbing/cat-file.ts';
import { LOG_FORMAT, parseLog } from './plumbing/commit-log.ts';
import type { RefAccess } from './plumbing/cut-transaction.ts';
import { importCommit } from './plumbing/fast-import.ts';
import { gitFailure } from './plumbing/git-failure.ts';
import type { GitPlace } from './plumbing/git-process.ts';
import { clearCrashReports } from './plumbing/leftovers.ts';
import { checkFolder, checkOid, checkPath, checkRef } from './plumbing/names.ts';
import { parseRawDiff } from './plumbing/raw-diff.ts';
import { settleMarks } from './plumbing/settle-marks.ts';
import { listFiles, lookUpPaths } from './plumbing/tree-reader.ts';
import { changeRefs, moveRefsTogether } from './plumbing/update-ref.ts';
import { createGitCommand, failureOf, type GitCommand, GitExit } from './repository-command.ts';
import { examinePlace } from './repository-place.ts';

export type RepositoryOptions = {
  /** Where PATH and HOME come from; `process.env` by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** Also accept a folder inside a clone with a work tree. Such a repository is only read. */
  readonly clone?: boolean;
  /** Blobs above are not read into memory but answered as null; MAX_BLOB_BYTES by default. */
  readonly maxBlobBytes?: number;
  /** How old the locks of a killed transaction must be before they are removed; ten seconds by default. */
  readonly staleLockMs?: number;
};

export type Repository = ObjectStore & { readonly path: string };

/** The empty tree, which git knows in every repository. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const STALE_LOCK_MS = 10_000;

/**
 * The ObjectStore of the bare repository at `path`. Locks that a killed Tract left behind are cleared.
 * Fails with a Failure (fatal: not there, not bare, no rights, damaged; transient: locked, disk full).
 */
export async function openRepository(path: string, options: RepositoryOptions = {}): Promise<Repository> {
  const readOnly = options.clone === true;
  const place = await examinePlace(path, options.env ?? process.env, readOnly);
  const olderThanMs = options.staleLockMs ?? STALE_LOCK_MS;
  const cat = new CatFile(place);
  const git = createGitCommand(place);
  const access: RefAccess = {
    resolve: (ref) => resolveRef(cat, ref),
    isAncestor: (older, newer) => isAncestor(place, git, cat, older, newer),
    update: (changes) => changeRefs(place, changes),
  };
  if (!readOnly) {
    await checkWritable(place);
    await clearUp(place, olderThanMs, access).catch(async (error: unknown) => {
      await cat.close();
      throw error;
    });
  }
  const refuse = async () => {
    throw new Failure(
      'fatal',
      `${place.path} belongs to a clone, which Tract only reads: write to the bare repository`,
    );
  };
  return {
    path: place.path,
    refresh: async () => {},
    resolve: access.resolve,
    readBlobs: async (oids) => readBlobs(cat, oids.map(checkOid), options.maxBlobBytes ?? MAX_BLOB_BYTES),
    lookUp: async (commit, paths) => lookUpPaths(cat, checkOid(commit), paths.map(checkPath)),
    listTree: async (commit, folder) => listFiles(cat, checkOid(commit), checkFolder(folder)),
    diff: (from, to, folder) => diff(place, git, from, to, folder),
    history: (from, to, range, limit) => history(place, git, from, to, range, limit),
    firstParents: (commit, limit) => firstParents(place, git, commit, limit),
    commitChanges: (from, to, folder) => commitChanges(place, git, from, to, folder),
    isAncestor: access.isAncestor,
    writeCommit: readOnly ? refuse : (spec) => importCommit(place, cat, spec),
    moveRefs: readOnly ? refuse : (moves) => moveRefs(place, olderThanMs, moves, access),
    close: () => cat.close(),
  };
}

/** What a killed Tract left behind. */
async function clearUp({ path }: GitPlace, olderThanMs: number, access: RefAccess): Promise<void> {
  await settleMarks(path, { olderThanMs }, access);
  await clearCrashReports(path);
}

async function checkWritable(place: GitPlace): Promise<void> {
  await access(place.path, constants.R_OK | constants.W_OK | constants.X_OK).catch((error) => {
    throw gitFailure(place.path, String(error), error);
  });
}

async function resolveRef(cat: CatFile, ref: string): Promise<Oid | null> {
  const [object] = await cat.info([checkRef(ref)]);
  return object?.oid ?? null;
}

async function readBlobs(
  cat: CatFile,
  oids: readonly Oid[],
  maxBytes: number,
): Promise<readonly (Uint8Array | null)[]> {
  // Sizes first: a blob of half a gigabyte is known before its first byte is asked for.
  const infos = await cat.info(oids);
  const wanted = oids.filter((_, index) => isReadable(infos[index], maxBytes));
  const contents = (await cat.contents(wanted))[Symbol.iterator]();
  return infos.map((info) => (isReadable(info, maxBytes) ? (contents.next().value?.content ?? null) : null));
}

function isReadable(info: { type: string; size: number } | null | undefined, maxBytes: number): boolean {
  return info?.type === 'blob' && info.size <= maxBytes;
}

async function diff(
  place: GitPlace,
  git: GitCommand,
  from: Oid | null,
  to: Oid,
  folder: string,
): Promise<readonly TreeChange[]> {
  const trees = [from === null ? EMPTY_TREE : checkOid(from), checkOid(to)];
  const paths = checkFolder(folder) === '' ? [] : [folder];
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--ignore-submodules=none', '--end-of-options'];
  return parseRawDiff(await run(place, git, [...args, ...trees, '--', ...paths]));
}

async function history(
  place: GitPlace,
  git: GitCommand,
  from: Oid | null,
  to: Oid,
  path: string,
  limit: number,
): Promise<readonly CommitInfo[]> {
  const range = from === null ? [checkOid(to)] : [checkOid(to), `^${checkOid(from)}`];
  return log(place, git, limit, ['--end-of-options', ...range, '--', checkPath(path)]);
}

async function firstParents(
  place: GitPlace,
  git: GitCommand,
  commit: Oid,
  limit: number,
): Promise<readonly CommitInfo[]> {
  return log(place, git, limit, ['--first-parent', '--end-of-options', checkOid(commit), '--']);
}

async function log(
  place: GitPlace,
  git: GitCommand,
  limit: number,
  which: readonly string[],
): Promise<readonly CommitInfo[]> {
  const args = ['log', '-z', `--max-count=${Math.trunc(limit)}`, '--no-show-signature', '--no-color'];
  const format = ['--no-mailmap', '--encoding=UTF-8', LOG_FORMAT];
  return parseLog(await run(place, git, [...args, ...format, ...which]));
}

async function commitChanges(
  place: GitPlace,
  git: GitCommand,
  from: Oid,
  to: Oid,
  folder: string,
): Promise<readonly TreeChange[]> {
  const paths = checkFolder(folder) === '' ? [] : [folder];
  const args = ['log', '--raw', '-z', '-m', '--root', '--format=', '--no-abbrev', '--no-renames', '--no-color'];
  const options = ['--no-show-signature', '--ignore-submodules=none', '--end-of-options'];
  return parseRawDiff(await run(place, git, [...args, ...options, checkOid(to), `^${checkOid(from)}`, '--', ...paths]));
}

/** What is not in the repository any more cannot be an ancestor of something that is. */
async function isAncestor(place: GitPlace, git: GitCommand, cat: CatFile, older: Oid, newer: Oid): Promise<boolean> {
  const [known] = await cat.info([checkOid(older)]);
  if (known?.type !== 'commit') return false;
  try {
    await git(['merge-base', '--is-ancestor', '--end-of-options', older, checkOid(newer)]);
    return true;
  } catch (error) {
    if (error instanceof GitExit && error.exitCode === 1) return false;
    throw failureOf(place, error);
  }
}

/** A lock may be one of ours that was too young to clear when the repository was opened: clear it and try once more. */
async function moveRefs(
  place: GitPlace,
  olderThanMs: number,
  moves: readonly RefMove[],
  access: RefAccess,
): Promise<boolean> {
  try {
    return await moveRefsTogether(place, moves, access.resolve);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'transient') throw error;
    const cleared = await settleMarks(place.path, { olderThanMs }, access);
    const standing = await Promise.all(moves.map(({ ref }) => access.resolve(ref)));
    if (standing.every((oid, index) => oid === moves[index]?.to)) return true;
    if (cleared === 0) throw error;
    return moveRefsTogether(place, moves, access.resolve);
  }
}

async function run(place: GitPlace, git: GitCommand, args: readonly string[]): Promise<string> {
  try {
    return await git(args);
  } catch (error) {
    throw failureOf(place, error);
  }
}
