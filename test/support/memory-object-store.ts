import { createHash } from 'node:crypto';
import { cleanMessage } from '../../src/reconciler/git/plumbing/fast-import-stream.ts';
import { cleanIdentity } from '../../src/reconciler/git/plumbing/identity-line.ts';
import { checkFolder, checkNewPath, checkOid, checkPath, checkRef } from '../../src/reconciler/git/plumbing/names.ts';
import { blobOid } from '../../src/snapshot/blob-oid.ts';
import type {
  CommitInfo,
  CommitSpec,
  ObjectStore,
  Oid,
  RefMove,
  TreeChange,
  TreeEntry,
} from '../../src/snapshot/object-store.ts';
import { changesBelow, EMPTY_TREE, entryAt, filesBelow, isTree, type MemoryTree, withFile } from './memory-tree.ts';

/** The branch that `HEAD` names. */
const HEAD = 'refs/heads/main';

type Commit = { readonly info: CommitInfo; readonly parents: readonly Oid[]; readonly tree: MemoryTree };

/**
 * An ObjectStore in memory: same answers as a bare repository, in microseconds.
 * Blobs carry git's own names. Commits are named after their parents and edits, so equal histories get equal names.
 */
export class MemoryObjectStore implements ObjectStore {
  readonly #blobs = new Map<Oid, Uint8Array>();
  readonly #commits = new Map<Oid, Commit>();
  readonly #refs = new Map<string, Oid>();

  /** How many blobs and commits there are: what a test of thrift counts. */
  get objectCount(): number {
    return this.#blobs.size + this.#commits.size;
  }

  async refresh(): Promise<void> {}

  async resolve(ref: string): Promise<Oid | null> {
    return this.#refs.get(ref === 'HEAD' ? HEAD : checkRef(ref)) ?? null;
  }

  async readBlobs(oids: readonly Oid[]): Promise<readonly (Uint8Array | null)[]> {
    return oids.map((oid) => this.#blobs.get(checkOid(oid)) ?? null);
  }

  async lookUp(commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>> {
    const { tree } = this.#commit(commit);
    const found = new Map<string, TreeEntry>();
    for (const path of paths) {
      const node = entryAt(tree, checkPath(path));
      if (node !== null && !isTree(node)) found.set(path, { path, ...node });
    }
    return found;
  }

  async listTree(commit: Oid, folder: string): Promise<readonly TreeEntry[]> {
    return filesBelow(entryAt(this.#commit(commit).tree, checkFolder(folder)), folder);
  }

  async diff(from: Oid | null, to: Oid, folder: string): Promise<readonly TreeChange[]> {
    const before = from === null ? EMPTY_TREE : this.#commit(from).tree;
    return changesBelow(entryAt(before, checkFolder(folder)), entryAt(this.#commit(to).tree, folder), folder);
  }

  async history(from: Oid | null, to: Oid, path: string, limit: number): Promise<readonly CommitInfo[]> {
    const known = from === null ? new Set<Oid>() : this.#ancestry(from);
    const fresh = [...this.#ancestry(to)].filter((oid) => !known.has(oid)).map((oid) => this.#commit(oid));
    const touched = fresh.filter((commit) => this.#touches(commit, checkPath(path)));
    return touched.map(({ info }) => info).slice(0, limit);
  }

  async firstParents(commit: Oid, limit: number): Promise<readonly CommitInfo[]> {
    const found: CommitInfo[] = [];
    for (let next: Oid | undefined = commit; next !== undefined && found.length < limit; ) {
      const { info, parents }: Commit = this.#commit(next);
      found.push(info);
      [next] = parents;
    }
    return found;
  }

  async commitChanges(from: Oid, to: Oid, folder: string): Promise<readonly TreeChange[]> {
    const known = this.#ancestry(from);
    const fresh = [...this.#ancestry(to)].filter((oid) => !known.has(oid)).map((oid) => this.#commit(oid));
    return fresh.flatMap(({ parents, tree }) => {
      const trees = parents.length === 0 ? [EMPTY_TREE] : parents.map((oid) => this.#commit(oid).tree);
      return trees.flatMap((before) =>
        changesBelow(entryAt(before, checkFolder(folder)), entryAt(tree, folder), folder),
      );
    });
  }

  async isAncestor(older: Oid, newer: Oid): Promise<boolean> {
    return this.#ancestry(newer).has(checkOid(older));
  }

  async writeCommit(spec: CommitSpec): Promise<Oid> {
    const [first] = spec.parents;
    let tree = first === undefined ? EMPTY_TREE : this.#commit(first).tree;
    const author = cleanIdentity(spec.author);
    const seconds = Math.floor(spec.atMs / 1000);
    const message = cleanMessage(spec.message);
    const name = createHash('sha1').update(JSON.stringify([spec.parents, author, spec.committer, seconds, message]));
    for (const edit of spec.edits) {
      const oid = edit.kind === 'put' ? this.#putBlob(edit.content) : null;
      const path = edit.kind === 'put' ? checkNewPath(edit.path) : checkPath(edit.path);
      tree = withFile(tree, path, oid === null ? null : { mode: '100644', oid });
      name.update(JSON.stringify([path, oid]));
    }
    const oid = name.digest('hex');
    const [head = '', ...rest] = message.trimStart().split(/\n\s*\n/);
    const subject = head.trimEnd().replaceAll('\n', ' ');
    const body = rest.join('\n\n').trim();
    const parents = spec.parents.filter((parent) => this.#commit(parent) !== null);
    this.#commits.set(oid, { info: { oid, author, atMs: seconds * 1000, parents, subject, body }, parents, tree });
    return oid;
  }

  async moveRefs(moves: readonly RefMove[]): Promise<boolean> {
    for (const { ref, to } of moves) {
      checkRef(ref);
      this.#commit(to);
    }
    if (moves.some(({ ref, from }) => (this.#refs.get(ref) ?? null) !== from)) return false;
    for (const { ref, to } of moves) this.#refs.set(ref, to);
    return true;
  }

  /** Somebody removes a ref; the objects stay. */
  forget(ref: string): void {
    this.#refs.delete(ref);
  }

  /** What a person with access to the server may do: move or drop a ref whatever stood in it. */
  setRef(ref: string, to: Oid | null): void {
    checkRef(ref);
    if (to === null) this.#refs.delete(ref);
    else this.#refs.set(ref, this.#commit(to).info.oid);
  }

  async close(): Promise<void> {}

  #commit(oid: Oid): Commit {
    const commit = this.#commits.get(checkOid(oid));
    if (commit === undefined) throw new Error(`no commit ${oid} in memory`);
    return commit;
  }

  #putBlob(content: string | Uint8Array): Oid {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    const oid = blobOid(bytes);
    if (!this.#blobs.has(oid)) this.#blobs.set(oid, bytes);
    return oid;
  }

  /** The commit and all that it stands on, children before parents. */
  #ancestry(oid: Oid): Set<Oid> {
    const seen = new Set<Oid>([oid]);
    for (const one of seen) for (const parent of this.#commit(one).parents) seen.add(parent);
    return seen;
  }

  #touches(commit: Commit, path: string): boolean {
    const after = entryAt(commit.tree, path);
    const parents = commit.parents.length === 0 ? [EMPTY_TREE] : commit.parents.map((oid) => this.#commit(oid).tree);
    return parents.every((tree) => changesBelow(entryAt(tree, path), after, path).length > 0);
  }
}
