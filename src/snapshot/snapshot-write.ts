import { InternalError } from '../model/internal-error.ts';
import { isTicketKey } from '../model/ticket-key.ts';
import type { TicketBase } from './base.ts';
import { encodeBase } from './base-note.ts';
import type { IndexEntry } from './index-entry.ts';
import { encodeEntry, encodeShard, shardOf, shardPath } from './index-shard.ts';
import type { Intent } from './intent.ts';
import { encodeIntent, intentPath, isIntentUid } from './intent-file.ts';
import { encodeMeta, META_PATH } from './meta-file.ts';
import { FORMAT } from './meta-format.ts';
import { encodeNames, NAMES_PATH } from './names-file.ts';
import { notePath, otherNotePaths } from './note-path.ts';
import type { TreeEdit } from './object-store.ts';
import type { RequestEntry } from './request-entry.ts';
import { encodeRequest, isRequestId, requestPath } from './request-file.ts';
import type { SnapshotMeta } from './snapshot-meta.ts';
import type { SnapshotState } from './snapshot-state.ts';

/** What one cycle changes in the snapshot. Whatever is not named stays. */
export type SnapshotWrite = {
  readonly meta: SnapshotMeta;
  readonly entries: readonly IndexEntry[];
  /** Ids of tickets that are gone; their notes go too. */
  readonly forgotten: readonly string[];
  readonly bases: readonly TicketBase[];
  /** Keys whose notes go, such as the old key of a moved ticket. */
  readonly droppedKeys: readonly string[];
  readonly intents: readonly Intent[];
  /** Uids of intents that are settled. */
  readonly doneIntents: readonly string[];
  /** Lines of the ledger of requests, new or changed. */
  readonly requests: readonly RequestEntry[];
  /** Ids of requests that nobody has to remember any more. */
  readonly forgottenRequests: readonly string[];
};

/** The changed entries by id, null for a forgotten one, and the files that say so. No file: nothing changes. */
export type SnapshotChange = {
  readonly entries: ReadonlyMap<string, IndexEntry | null>;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly requests: ReadonlyMap<string, RequestEntry>;
  readonly edits: readonly TreeEdit[];
};

/** What a write comes to, given what is there: touched shards and notes only, and nothing that is so already. */
export function planChange(state: SnapshotState, write: SnapshotWrite): SnapshotChange {
  checkNames(write);
  const entries = changedEntries(state, write);
  const intents = new Map(state.intents);
  for (const uid of write.doneIntents) intents.delete(uid);
  for (const intent of write.intents) intents.set(intent.uid, intent);
  const requests = changedRequests(state.requests, write);
  const edits = [
    ...metaEdits(state, write.meta),
    ...shardEdits(state, entries),
    ...noteEdits(state, write, entries),
    ...intentEdits(state.intents, intents),
    ...requestEdits(state.requests, requests, write),
  ];
  return { entries, intents, requests, edits };
}

function changedEntries(state: SnapshotState, write: SnapshotWrite): Map<string, IndexEntry | null> {
  const changed = new Map<string, IndexEntry | null>();
  for (const id of write.forgotten) changed.set(id, null);
  for (const entry of write.entries) changed.set(entry.id, entry);
  for (const [id, entry] of changed) {
    const old = state.index.byId(id);
    const same = old === null || entry === null ? old === entry : encodeEntry(old) === encodeEntry(entry);
    if (same) changed.delete(id);
  }
  return changed;
}

function metaEdits({ format, meta: before }: SnapshotState, after: SnapshotMeta): TreeEdit[] {
  const content = encodeMeta(after);
  const names = encodeNames(after.names);
  return [
    ...(format === FORMAT && content === encodeMeta(before)
      ? []
      : [{ kind: 'put', path: META_PATH, content } as const]),
    ...(names === encodeNames(before.names) ? [] : [{ kind: 'put', path: NAMES_PATH, content: names } as const]),
  ];
}

function shardEdits(state: SnapshotState, changed: ReadonlyMap<string, IndexEntry | null>): TreeEdit[] {
  const touched = new Map<string, Map<string, IndexEntry>>();
  for (const [id, entry] of changed) {
    const name = shardOf(id);
    const shard = touched.get(name) ?? new Map(state.index.shard(name));
    touched.set(name, shard);
    if (entry === null) shard.delete(id);
    else shard.set(id, entry);
  }
  return [...touched].map(([name, shard]) =>
    shard.size === 0
      ? { kind: 'remove', path: shardPath(name) }
      : { kind: 'put', path: shardPath(name), content: encodeShard(shard.values()) },
  );
}

function noteEdits(
  state: SnapshotState,
  write: SnapshotWrite,
  changed: ReadonlyMap<string, IndexEntry | null>,
): TreeEdit[] {
  const written = new Set(write.bases.map(({ key }) => key));
  const dropped = new Set([...write.droppedKeys, ...lostKeys(state, changed)].filter((key) => !written.has(key)));
  const gone = [...dropped].flatMap((key) => [notePath(key), ...otherNotePaths(key)]);
  // A ticket has one note, wherever git had put the one before.
  const moved = state.commit === null ? [] : [...written].flatMap(otherNotePaths);
  return [
    ...[...gone, ...moved].map((path): TreeEdit => ({ kind: 'remove', path })),
    ...write.bases.map((base): TreeEdit => ({ kind: 'put', path: notePath(base.key), content: encodeBase(base) })),
  ];
}

/** Keys that a ticket gives up. Whoever has one afterwards brings a base of its own. */
function lostKeys(state: SnapshotState, changed: ReadonlyMap<string, IndexEntry | null>): string[] {
  const lost: string[] = [];
  for (const [id, entry] of changed) {
    const old = state.index.byId(id);
    if (old !== null && old.key !== entry?.key && state.index.byKey(old.key) === old) lost.push(old.key);
  }
  return lost;
}

function intentEdits(before: ReadonlyMap<string, Intent>, after: ReadonlyMap<string, Intent>): TreeEdit[] {
  const edits: TreeEdit[] = [];
  for (const uid of before.keys()) if (!after.has(uid)) edits.push({ kind: 'remove', path: intentPath(uid) });
  for (const [uid, intent] of after) {
    const old = before.get(uid);
    const content = encodeIntent(intent);
    if (old === undefined || encodeIntent(old) !== content) edits.push({ kind: 'put', path: intentPath(uid), content });
  }
  return edits;
}

/** The map itself where nothing changes: there may be thousands, and most cycles touch none. */
function changedRequests(
  before: ReadonlyMap<string, RequestEntry>,
  { requests, forgottenRequests }: SnapshotWrite,
): ReadonlyMap<string, RequestEntry> {
  if (requests.length + forgottenRequests.length === 0) return before;
  const after = new Map(before);
  for (const id of forgottenRequests) after.delete(id);
  for (const entry of requests) after.set(entry.id, entry);
  return after;
}

function requestEdits(
  before: ReadonlyMap<string, RequestEntry>,
  after: ReadonlyMap<string, RequestEntry>,
  { requests, forgottenRequests }: SnapshotWrite,
): TreeEdit[] {
  const gone = [...new Set(forgottenRequests)].filter((id) => before.has(id) && !after.has(id));
  const put = new Map(requests.map((entry) => [entry.id, encodeRequest(entry)]));
  return [
    ...gone.map((id): TreeEdit => ({ kind: 'remove', path: requestPath(id) })),
    ...[...put].flatMap(([id, content]): TreeEdit[] => {
      const old = before.get(id);
      if (old !== undefined && encodeRequest(old) === content) return [];
      return [{ kind: 'put', path: requestPath(id), content }];
    }),
  ];
}

/** What would be refused when read again is not written. */
function checkNames({ entries, bases, intents, requests }: SnapshotWrite): void {
  for (const { key } of [...entries, ...bases]) {
    if (!isTicketKey(key)) throw new InternalError(`${JSON.stringify(key)} recorded as a ticket key`);
  }
  for (const { uid } of intents) {
    if (!isIntentUid(uid)) throw new InternalError(`${JSON.stringify(uid)} recorded as the uid of an intent`);
  }
  for (const { id } of requests) {
    if (!isRequestId(id)) throw new InternalError(`${JSON.stringify(id)} recorded as the id of a request`);
  }
}
