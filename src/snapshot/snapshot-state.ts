import { Damage } from './damage.ts';
import { EntryIndex } from './entry-index.ts';
import { decodeShard, INDEX_FOLDER, isShardName } from './index-shard.ts';
import type { Intent } from './intent.ts';
import { decodeIntent, INTENT_FOLDER } from './intent-file.ts';
import { decodeMeta, emptyMeta, META_PATH } from './meta-file.ts';
import { FORMAT, formatOf } from './meta-format.ts';
import { decodeNames, NAMES_PATH } from './names-file.ts';
import type { ObjectStore, Oid, TreeEntry } from './object-store.ts';
import type { RequestEntry } from './request-entry.ts';
import { decodeRequest, REQUEST_FOLDER } from './request-file.ts';
import type { SnapshotMeta } from './snapshot-meta.ts';

/** What is kept in memory of a snapshot: all but the bases. */
export type SnapshotState = {
  readonly commit: Oid | null;
  /** The format that it was read in. */
  readonly format: number;
  readonly meta: SnapshotMeta;
  readonly index: EntryIndex;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly requests: ReadonlyMap<string, RequestEntry>;
};

export function emptyState(project: string, branch: string): SnapshotState {
  const meta = emptyMeta(project, branch);
  return { commit: null, format: FORMAT, meta, index: new EntryIndex(), intents: new Map(), requests: new Map() };
}

/** Reads meta, index, intents and requests of one snapshot commit. Throws Damage where they are not what Tract writes. */
export async function readState(store: ObjectStore, commit: Oid): Promise<SnapshotState> {
  const top = await store.lookUp(commit, [META_PATH, NAMES_PATH]);
  const metaEntry = top.get(META_PATH);
  if (metaEntry === undefined) throw new Damage(META_PATH, 'missing');
  const shards = await store.listTree(commit, INDEX_FOLDER);
  const intentFiles = await store.listTree(commit, INTENT_FOLDER);
  const requestFiles = await store.listTree(commit, REQUEST_FOLDER);
  const texts = await readTexts(store, [...top.values(), ...shards, ...intentFiles, ...requestFiles]);
  const meta = texts.get(META_PATH) ?? '';
  return {
    commit,
    format: formatOf(meta, META_PATH),
    meta: decodeMeta(meta, decodeNames(texts.get(NAMES_PATH) ?? null)),
    index: readIndex(shards, texts),
    intents: readIntents(intentFiles, texts),
    requests: readRequests(requestFiles, texts),
  };
}

/** The text of each entry by its path. */
export async function readTexts(store: ObjectStore, entries: readonly TreeEntry[]): Promise<Map<string, string>> {
  const blobs = await store.readBlobs(entries.map(({ oid }) => oid));
  const decoder = new TextDecoder();
  return new Map(
    entries.map(({ path }, index) => {
      const bytes = blobs[index] ?? null;
      if (bytes === null) throw new Damage(path, 'its object is missing or too large');
      return [path, decoder.decode(bytes)];
    }),
  );
}

function readIndex(shards: readonly TreeEntry[], texts: ReadonlyMap<string, string>): EntryIndex {
  const index = new EntryIndex();
  for (const { path } of shards) {
    if (!isShardName(path.slice(INDEX_FOLDER.length + 1))) throw new Damage(path, 'no such shard');
    for (const entry of decodeShard(texts.get(path) ?? '', path)) index.set(entry);
  }
  return index;
}

function readIntents(files: readonly TreeEntry[], texts: ReadonlyMap<string, string>): Map<string, Intent> {
  const intents = files.map(({ path }) => decodeIntent(texts.get(path) ?? '', path));
  return new Map(intents.map((intent) => [intent.uid, intent]));
}

function readRequests(files: readonly TreeEntry[], texts: ReadonlyMap<string, string>): Map<string, RequestEntry> {
  const entries = files.map(({ path }) => decodeRequest(texts.get(path) ?? '', path));
  return new Map(entries.map((entry) => [entry.id, entry]));
}
