import type { TicketBase } from './base.ts';
import { readBase } from './base-note.ts';
import type { IndexEntry } from './index-entry.ts';
import type { Intent } from './intent.ts';
import { encodeMeta, META_PATH } from './meta-file.ts';
import { FORMAT, formerFormatRef } from './meta-format.ts';
import { notePath, otherNotePaths } from './note-path.ts';
import type { ObjectStore, Oid, RefMove, TreeEdit } from './object-store.ts';
import { type MemoryLoss, openMemory } from './open-memory.ts';
import type { RequestEntry } from './request-entry.ts';
import type { Repair, SnapshotMeta } from './snapshot-meta.ts';
import type { SnapshotState } from './snapshot-state.ts';
import { planChange, type SnapshotChange, type SnapshotWrite } from './snapshot-write.ts';
import { SYNC_IDENTITY } from './sync-identity.ts';

export type { SnapshotWrite } from './snapshot-write.ts';

export const SNAPSHOT_REF = 'refs/notes/tract';
/** Holds the same commit as the public ref, where no fetch, push or notes command of a person comes by. */
const KEEPER_REF = 'refs/tract/snapshot';
export const MEMORY_REFS = [SNAPSHOT_REF, KEEPER_REF] as const;

export type SnapshotOptions = { readonly project: string; readonly branch: string; readonly ref?: string };

export type RecordOptions = { readonly branch: RefMove | null; readonly message: string; readonly atMs: number };

/** What both sides last agreed on, durably. All but the bases is in memory, as of `commit`. */
export interface Snapshot {
  readonly commit: Oid | null;
  /** The key of the project as it was opened by: it may be a former one. */
  readonly openedBy: string;
  readonly meta: SnapshotMeta;
  readonly size: number;
  /** The older format in which it was found; whatever is recorded next is written in the present one. Null where it is present. */
  readonly formerFormat: number | null;
  /** How it was found when it was last read, where it was not as it was left. */
  readonly loss: MemoryLoss | null;
  /** How often it was read as a whole: more than once where somebody else moved it. */
  readonly readings: number;
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
  /** Holds the memory for incomplete from now on; written with whatever is recorded next. `written` is the branch as it is. */
  doubt(repair: Repair, written: Oid): void;
  /**
   * Writes a snapshot commit and moves its ref, together with the branch when `branch` is given.
   * False where a ref had moved: then neither moves, and memory stays as it was. A write that changes nothing writes nothing.
   */
  record(write: SnapshotWrite, options: RecordOptions): Promise<boolean>;
}

/**
 * Opens the snapshot in `ref` (`refs/notes/tract`); an empty one where there is none yet, or none that can be read.
 * Fatal failures: written by a newer Tract, of another project or branch.
 */
export async function openSnapshot(store: ObjectStore, options: SnapshotOptions): Promise<Snapshot> {
  const ref = options.ref ?? SNAPSHOT_REF;
  const refs = { ref, keeper: options.ref === undefined ? KEEPER_REF : `${KEEPER_REF}-of/${ref}` };
  let memory = await openMemory(store, refs, options);
  let { state } = memory;
  let readings = 1;
  let doubted: Pick<SnapshotMeta, 'repair' | 'written'> | null = null;
  return {
    get commit() {
      return state.commit;
    },
    openedBy: options.project,
    get meta() {
      return doubted === null ? state.meta : { ...state.meta, ...doubted };
    },
    get size() {
      return state.index.size;
    },
    get formerFormat() {
      return state.format === FORMAT ? null : state.format;
    },
    get loss() {
      return memory.loss;
    },
    get readings() {
      return readings;
    },
    entryById: (id) => state.index.byId(id),
    entryByKey: (key) => state.index.byKey(key),
    entryByWorklog: (worklogId) => state.index.byWorklog(worklogId),
    entries: () => state.index.entries(),
    intents: () => [...state.intents.values()],
    requests: () => state.requests,
    bases: (keys) => readBases(store, state.commit, keys),
    async refresh() {
      const place = memory.place;
      const stands = (await store.resolve(ref)) === place.ref && (await store.resolve(refs.keeper)) === place.keeper;
      if (stands) return false;
      const before = state.commit;
      memory = await openMemory(store, refs, options);
      state = memory.state;
      readings += 1;
      const goesOn = before === null || (state.commit !== null && (await store.isAncestor(before, state.commit)));
      if (!goesOn && memory.loss === null) memory = { ...memory, loss: PUT_BACK };
      return true;
    },
    doubt(repair, written) {
      doubted = { repair, written };
    },
    async record(write, recording) {
      const from = state;
      const meta = recording.branch === null ? write.meta : { ...write.meta, written: recording.branch.to };
      const change = planChange(from, { ...write, meta });
      if (change.edits.length === 0 && recording.branch === null) return true;
      const commit = await writeSnapshot(store, from, meta, change.edits, recording);
      const moves: readonly RefMove[] = [
        { ref, from: memory.place.ref, to: commit },
        { ref: refs.keeper, from: memory.place.keeper, to: commit },
        ...(await keepFormer(store, state)),
      ];
      if (!(await store.moveRefs(recording.branch === null ? moves : [recording.branch, ...moves]))) return false;
      state = advance(from, commit, meta, change);
      memory = { ...memory, place: { ref: commit, keeper: commit } };
      doubted = null;
      return true;
    },
  };
}

/** The last snapshot of an older format stays where the program that wrote it can be put back to it. */
async function keepFormer(store: ObjectStore, { commit, format }: SnapshotState): Promise<readonly RefMove[]> {
  if (format === FORMAT || commit === null) return [];
  const ref = formerFormatRef(format);
  const from = await store.resolve(ref);
  return from === commit ? [] : [{ ref, from, to: commit }];
}

const PUT_BACK: MemoryLoss = { reason: 'the snapshot was put back while the service ran', complete: false };

/** A note that cannot be read is none: its ticket is met anew. */
async function readBases(
  store: ObjectStore,
  commit: Oid | null,
  keys: readonly string[],
): Promise<ReadonlyMap<string, TicketBase>> {
  if (commit === null || keys.length === 0) return new Map();
  const keyAt = new Map(keys.flatMap((key) => [notePath(key), ...otherNotePaths(key)].map((path) => [path, key])));
  const found = await store.lookUp(commit, [...keyAt.keys()]);
  const entries = [...found.values()];
  const blobs = await store.readBlobs(entries.map(({ oid }) => oid));
  return new Map(
    entries.flatMap(({ path }, index) => {
      const base = readBase(blobs[index] ?? null, path);
      return base === null ? [] : [[keyAt.get(path) ?? '', base] as const];
    }),
  );
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
  { branch, message, atMs }: RecordOptions,
): Promise<Oid> {
  const common = { author: SYNC_IDENTITY, committer: SYNC_IDENTITY, atMs };
  // The mark may stay behind the commit that moves along; that one stands on it.
  const kept = branch?.to ?? meta.commit;
  const branchParents = kept === null || kept === from.meta.commit ? [] : [kept];
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
  return { commit, format: FORMAT, meta, index: from.index, intents: change.intents, requests: change.requests };
}
