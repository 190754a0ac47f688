export type Oid = string;

export type TreeEntry = { readonly path: string; readonly mode: string; readonly oid: Oid };

/** A path whose entry differs between two commits; `after` is null where it is gone. */
export type TreeChange = {
  readonly path: string;
  readonly before: { readonly mode: string; readonly oid: Oid } | null;
  readonly after: { readonly mode: string; readonly oid: Oid } | null;
};

export type TreeEdit =
  | { readonly kind: 'put'; readonly path: string; readonly content: string | Uint8Array }
  | { readonly kind: 'remove'; readonly path: string };

export type Identity = { readonly name: string; readonly email: string };

/** A commit to write: the tree of the first parent (or an empty one) with the edits. Writes objects only, moves nothing. */
export type CommitSpec = {
  readonly parents: readonly Oid[];
  readonly edits: readonly TreeEdit[];
  readonly message: string;
  readonly author: Identity;
  readonly committer: Identity;
  readonly atMs: number;
};

/** Move `ref` from `from` to `to`; `from` null where the ref must not exist yet. */
export type RefMove = { readonly ref: string; readonly from: Oid | null; readonly to: Oid };

export type CommitInfo = {
  readonly oid: Oid;
  readonly author: Identity;
  readonly atMs: number;
  readonly parents: readonly Oid[];
  readonly subject: string;
  /** What follows the subject, with the trailers; '' where nothing does. */
  readonly body: string;
};

/**
 * Git's objects and refs, as far as Tract needs them: no work tree, nothing on disk but the repository.
 * The real one is a bare repository; tests may keep one in memory.
 */
export interface ObjectStore {
  /**
   * Takes over what others did where the repository follows a hosted one; where it follows none, there is nothing to do.
   * A Failure says why that one cannot be followed now.
   */
  refresh(): Promise<void>;
  resolve(ref: string): Promise<Oid | null>;
  /** The bytes of each blob, in order; null where it is not there, is no blob, or is too large to be read: never a sign of removal. */
  readBlobs(oids: readonly Oid[]): Promise<readonly (Uint8Array | null)[]>;
  /** The entries of a commit's tree at these paths (files only), by path. */
  lookUp(commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>>;
  /** All files below `folder` ('' for all), recursively. */
  listTree(commit: Oid, folder: string): Promise<readonly TreeEntry[]>;
  /** What differs between two commits below `folder` ('' for all); `from` null is the empty tree. Renames are a removal and an addition. */
  diff(from: Oid | null, to: Oid, folder: string): Promise<readonly TreeChange[]>;
  /** The commits of `from..to` that touched a path, newest first, at most `limit`. */
  history(from: Oid | null, to: Oid, path: string, limit: number): Promise<readonly CommitInfo[]>;
  /** A commit and the first parents that it stands on, newest first, at most `limit`. */
  firstParents(commit: Oid, limit: number): Promise<readonly CommitInfo[]>;
  /** What each commit of `from..to` changed below `folder`, against each of its parents; a path as often as it changed. */
  commitChanges(from: Oid, to: Oid, folder: string): Promise<readonly TreeChange[]>;
  isAncestor(older: Oid, newer: Oid): Promise<boolean>;
  writeCommit(spec: CommitSpec): Promise<Oid>;
  /** All refs move, or none does; false where one had moved already. */
  moveRefs(moves: readonly RefMove[]): Promise<boolean>;
  close(): Promise<void>;
}
