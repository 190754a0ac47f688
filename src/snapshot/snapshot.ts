import { Failure } from '../model/failure.ts';
import type { TicketBase } from './base.ts';
import { decodeBase } from './base-note.ts';
import { reportDamage } from './damage.ts';
import type { IndexEntry } from './index-entry.ts';
import type { Intent } from './intent.ts';
import { encodeMeta, META_PATH } from './meta-file.ts';
import { notePath, otherNotePaths } from './note-path.ts';
import type { ObjectStore, Oid, RefMove, TreeEdit } from './object-store.ts';
import type { RequestEntry } from './request-entry.ts';
import type { SnapshotMeta } from './snapshot-meta.ts';
import { emptyState, readState, readTexts, type SnapshotState } from './snapshot-state.ts';
import { planChange, type SnapshotChange, type SnapshotWrite } from './snapshot-write.ts';
import { SYNC_IDENTITY } from './sync-identity.ts';

export type { SnapshotWrite } from './snapshot-write.ts';

export const SNAPSHOT_REF = 'refs/notes/tract';

export type SnapshotOptions = { readonly project: string; readonly branch: string; readonly ref?: string };

export type RecordOptions = { readonly branch: RefMove | null; readonly message: string; readonly atMs: number };

/** What both sides last agreed on, durably. All but the bases is in memory, as of `commit`. */
export interface Snapshot {
  readonly commit: Oid | null;
  readonly meta: SnapshotMeta;
  readonly size: number;
  entryById(id: string): IndexEntry | null;
  entryByKey(key: string): IndexEntry | null;
  entryByWorklog(worklogId: string): IndexEntry | null;
  entries(): Iterable<IndexEntry>;
  intents(): readonly Intent[];
  /** The ledger of what was asked for through the API, by id. */
  requests(): ReadonlyMap<string, RequestEntry>;
  /** The bases of these tickets by key; a ticket without one is not in the map. */
  bases(keys: readonly string[]): Promise<ReadonlyMap<string, TicketBase>>;
  /** Reads the ref again if it moved; true when it had. */
  refresh(): Promise<boolean>;
  /**
   * Writes a snapshot commit and moves its ref, together with the branch when `branch` is given.
   * False where a ref had moved: then neither moves, and memory stays as it was. A write that changes nothing writes nothing.
   */
  record(write: SnapshotWrite, options: RecordOptions): Promise<boolean>;
}

/**
 * Opens the snapshot in `ref` (`refs/notes/tract`); an empty one where the ref does not exist yet.
 * Fatal failures: damaged, written by a newer Tract, of another project or branch.
 */
export async function openSnapshot(store: ObjectStore, options: SnapshotOptions): Promise<Snapshot> {
  const ref = options.ref ?? SNAPSHOT_REF;
  let state = await load(store, ref, await store.resolve(ref), options);
  return {
    get commit() {
      return state.commit;
    },
    get meta() {
      return state.meta;
    },
    get size() {
      return state.index.size;
    },
    entryById: (id) => state.index.byId(id),
    entryByKey: (key) => state.index.byKey(key),
    entryByWorklog: (worklogId) => state.index.byWorklog(worklogId),
    entries: () => state.index.entries(),
    intents: () => [...state.intents.values()],
    requests: () => state.requests,
    bases: (keys) => readBases(store, ref, state.commit, keys),
    async refresh() {
      const commit = await store.resolve(ref);
      if (commit === state.commit) return false;
      state = await load(store, ref, commit, options);
      return true;
    },
    async record(write, recording) {
      const from = state;
      const change = planChange(from, write);
      if (change.edits.length === 0 && recording.branch === null) return true;
      const commit = await writeSnapshot(store, from, write.meta, change.edits, recording);
      const move: RefMove = { ref, from: from.commit, to: commit };
      if (!(await store.moveRefs(recording.branch === null ? [move] : [recording.branch, move]))) return false;
      state = advance(from, commit, write.meta, change);
      return true;
    },
  };
}

async function load(
  store: ObjectStore,
  ref: string,
  commit: Oid | null,
  { project, branch }: SnapshotOptions,
): Promise<SnapshotState> {
  if (commit === null) return emptyState(project, branch);
  const state = await reportDamage(ref, () => readState(store, commit));
  if (state.meta.project === project && state.meta.branch === branch) return state;
  const found = `project ${state.meta.project}, branch ${state.meta.branch}`;
  throw new Failure(
    'fatal',
    `the snapshot ${ref} is of ${found}, not of project ${project}, branch ${branch}: check TRACT_PROJECT and TRACT_BRANCH`,
  );
}

async function readBases(
  store: ObjectStore,
  ref: string,
  commit: Oid | null,
  keys: readonly string[],
): Promise<ReadonlyMap<string, TicketBase>> {
  if (commit === null || keys.length === 0) return new Map();
  const keyAt = new Map(keys.flatMap((key) => [notePath(key), ...otherNotePaths(key)].map((path) => [path, key])));
  const found = await store.lookUp(commit, [...keyAt.keys()]);
  return reportDamage(ref, async () => {
    const texts = await readTexts(store, [...found.values()]);
    return new Map([...texts].map(([path, text]) => [keyAt.get(path) ?? '', decodeBase(text, path)]));
  });
}

/**
 * The parents keep alive what the snapshot speaks of: the snapshot before, and the branch commit that holds the
 * originals. Neither a force-push nor gc can take them then.
 */
async function writeSnapshot(
  store: ObjectStore,
  from: SnapshotState,
  meta: SnapshotMeta,
  edits: readonly TreeEdit[],
  { message, atMs }: RecordOptions,
): Promise<Oid> {
  const common = { author: SYNC_IDENTITY, committer: SYNC_IDENTITY, atMs };
  const isNewCommit = meta.commit !== null && meta.commit !== from.meta.commit;
  const branchParents = isNewCommit ? [meta.commit] : [];
  if (from.commit !== null) {
    return store.writeCommit({ ...common, parents: [from.commit, ...branchParents], edits, message });
  }
  // The first parent lends its tree, so the first snapshot of all stands on an empty one and not on the branch.
  const root = await store.writeCommit({ ...common, parents: [], edits: [], message: 'Begin the snapshot' });
  const metaEdit: TreeEdit = { kind: 'put', path: META_PATH, content: encodeMeta(meta) };
  return store.writeCommit({ ...common, parents: [root, ...branchParents], edits: [metaEdit, ...edits], message });
}

/** The state after a write. The index is changed in place: nobody reads it while a record is under way to memory. */
function advance(from: SnapshotState, commit: Oid, meta: SnapshotMeta, change: SnapshotChange): SnapshotState {
  for (const [id, entry] of change.entries) {
    if (entry === null) from.index.remove(id);
    else from.index.set(entry);
  }
  return { commit, meta, index: from.index, intents: change.intents, requests: change.requests };
}
