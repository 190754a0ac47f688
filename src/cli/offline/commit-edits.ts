import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { developerGit } from '../git/developer-git.ts';
import { cannotQueue } from './cannot-queue.ts';
import { type FileVersions, readVersions } from './file-versions.ts';
import { type GitPlace, type GitState, gitOf, lastWords, readGitState } from './git-state.ts';
import { withCloneLock } from './with-clone-lock.ts';
import { writeWorktree } from './write-worktree.ts';

/** A change of one file. `edit` is applied to each version that there is of it; null leaves a file away. */
export type FileEdit = { readonly path: string; readonly edit: (before: Buffer | null) => Buffer | null };

export type EditsCommit = { readonly subject: string; readonly edits: readonly FileEdit[] };

const MOST_TRIES = 5;
const PAUSE_MS = 150;

/**
 * Commits exactly these edits onto the branch that is checked out, and makes them in the index and the working tree too:
 * what the developer has edited, staged or begun to merge stays as it is, beside them. No hook is run; a commit is signed
 * where git is told to. Answers the commit, null where no version of the files is committed yet, so that the edits go
 * along with theirs. A CliError (nothing can be queued) where it cannot be done; nothing is changed then.
 */
export async function commitEdits(place: GitPlace, commit: EditsCommit): Promise<string | null> {
  for (let attempt = 1; ; attempt += 1) {
    const { gitFolder } = await readGitState(place);
    const end = await withCloneLock(gitFolder, () => tryCommit(place, commit));
    if (end.kind === 'committed') return end.oid;
    if (attempt === MOST_TRIES) throw cannotQueue(end.reason);
    await wait(PAUSE_MS * attempt);
  }
}

type End =
  | { readonly kind: 'committed'; readonly oid: string | null }
  /** Somebody else's git was at work in the clone. */
  | { readonly kind: 'busy'; readonly reason: string };

type Edited = FileVersions & {
  readonly head1: Buffer | null;
  readonly index1: Buffer | null;
  readonly worktree1: Buffer | null;
};

async function tryCommit(place: GitPlace, { subject, edits }: EditsCommit): Promise<End> {
  const state = await readGitState(place);
  const versions = await readVersions(
    place,
    edits.map(({ path }) => path),
  );
  const edited = versions.map((each, index): Edited => {
    const edit = edits[index]?.edit ?? ((before) => before);
    const worktree1 = edit(each.worktreeBytes);
    return { ...each, head1: edit(each.headBytes), index1: edit(each.indexBytes), worktree1 };
  });
  const scratch = await mkdtemp(join(state.gitFolder, 'tract-')).catch((error: unknown) => {
    throw cannotQueue(`${state.gitFolder} cannot be written: ${String(error)}`, error);
  });
  try {
    const oids = await storeBlobs(place, scratch, edited);
    const oid = await makeCommit(place, state, { subject, scratch, edited, oids });
    return await publish(place, state, { subject, edited, oids, oid });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Oids = (bytes: Buffer) => string;

/** Puts the contents of head and index into the object store; git takes them as they are, without its filters. */
async function storeBlobs(place: GitPlace, scratch: string, edited: readonly Edited[]): Promise<Oids> {
  const contents = edited.flatMap(({ head1, index1 }) => [head1, index1]).filter((bytes) => bytes !== null);
  const files = contents.map((_, index) => join(scratch, `blob-${index}`));
  await Promise.all(contents.map((bytes, index) => writeFile(files[index] ?? '', bytes)));
  const stored =
    files.length === 0 ? '' : (await gitOf(place, ['hash-object', '-w', '--no-filters', '--', ...files])).stdout;
  const byContent = new Map(stored.split('\n').map((oid, index) => [contents[index]?.toString('base64') ?? '', oid]));
  return (bytes) => byContent.get(bytes.toString('base64')) ?? '';
}

type Prepared = { readonly subject: string; readonly edited: readonly Edited[]; readonly oids: Oids };

/** The commit, on no branch yet; null where it would say nothing. */
async function makeCommit(
  place: GitPlace,
  { head, signs }: GitState,
  { subject, scratch, edited, oids }: Prepared & { readonly scratch: string },
): Promise<string | null> {
  const changes = edited.flatMap((each) => cacheInfo(each.path, each.head, each.head1, oids));
  if (changes.length === 0) return null;
  const own: GitPlace = { ...place, env: { ...place.env, GIT_INDEX_FILE: join(scratch, 'index') } };
  await gitOf(own, ['read-tree', head]);
  await gitOf(own, ['update-index', '--add', ...changes]);
  const tree = (await gitOf(own, ['write-tree'])).stdout.trim();
  const args = ['commit-tree', tree, '-p', head, '-m', subject, ...(signs ? ['-S'] : [])];
  const { code, stdout, stderr } = await developerGit(args, { cwd: place.folder, env: place.env });
  if (code === 0) return stdout.trim();
  throw cannotQueue(isNobody(stderr) ? NOBODY_COMMITS : `git cannot commit: ${lastWords(stderr)}`);
}

const NOBODY_COMMITS =
  'git does not know who commits: `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`';

function isNobody(stderr: string): boolean {
  return /tell me who you are|empty ident|auto-detect email|no email was given|no name was given/i.test(stderr);
}

/**
 * Index, working tree, branch, in this order: the index and the branch are what another git may hold, and either is put
 * back when that happens.
 */
async function publish(
  place: GitPlace,
  { head }: GitState,
  { subject, edited, oids, oid }: Prepared & { readonly oid: string | null },
): Promise<End> {
  const staged = edited.flatMap((each) => cacheInfo(each.path, each.index, each.index1, oids));
  if (staged.length > 0) {
    const { code, stderr } = await git(place, ['update-index', '--add', ...staged]);
    if (code !== 0) return { kind: 'busy', reason: lastWords(stderr) };
  }
  const undoIndex = () => unstage(place, edited);
  const undoWorktree = await writeWorktree(place.folder, edited).catch(async (error: unknown) => {
    await undoIndex();
    throw error;
  });
  if (oid === null) return { kind: 'committed', oid };
  const { code, stderr } = await git(place, ['update-ref', '-m', `commit: ${subject}`, 'HEAD', oid, head]);
  if (code === 0) return { kind: 'committed', oid };
  undoWorktree();
  await undoIndex();
  return { kind: 'busy', reason: lastWords(stderr) };
}

async function unstage(place: GitPlace, edited: readonly Edited[]): Promise<void> {
  const before = edited.flatMap(({ path, index }) =>
    index === null ? [] : ['--cacheinfo', `${index.mode},${index.oid},${path}`],
  );
  const fresh = edited.filter(({ index, index1 }) => index === null && index1 !== null).map(({ path }) => path);
  if (before.length > 0) await git(place, ['update-index', ...before]);
  if (fresh.length > 0) await git(place, ['update-index', '--force-remove', '--', ...fresh]);
}

function cacheInfo(path: string, before: FileVersions['head'], after: Buffer | null, oids: Oids): readonly string[] {
  if (after === null) return [];
  const [mode, oid] = [before?.mode ?? '100644', oids(after)];
  return before?.oid === oid ? [] : ['--cacheinfo', `${mode},${oid},${path}`];
}

function git({ folder, env }: GitPlace, args: readonly string[]) {
  return developerGit(['--literal-pathspecs', ...args], { cwd: folder, env });
}
