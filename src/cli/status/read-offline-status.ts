import { ticketFormatOf } from '../../model/project-config.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { ticketName } from '../../model/ticket-key.ts';
import { openRepository } from '../../reconciler/git/repository.ts';
import type { Hold } from '../../snapshot/base.ts';
import { decodeMeta, META_PATH } from '../../snapshot/meta-file.ts';
import type { ObjectStore, Oid, TreeChange } from '../../snapshot/object-store.ts';
import { openSnapshot, SNAPSHOT_REF } from '../../snapshot/snapshot.ts';
import type { FileProblem, SnapshotMeta } from '../../snapshot/snapshot-meta.ts';
import type { Clone } from '../api/find-clone.ts';
import { changedFields } from './changed-fields.ts';

/** How the clone's HEAD lies to the commit that was synced last. */
export type Relation = 'same' | 'ahead' | 'behind' | 'diverged';

/** A ticket file of HEAD that differs from what was synced; `problem` says why it cannot be read. */
export type LocalChange = {
  readonly path: string;
  readonly kind: 'new' | 'changed' | 'removed';
  readonly fields: readonly string[];
  readonly problem: string | null;
};

/** What a clone knows without its server: the snapshot that was fetched, and HEAD. */
export type OfflineStatus = {
  readonly project: string;
  readonly tickets: number;
  readonly relation: Relation;
  readonly changes: readonly LocalChange[];
  readonly pending: readonly { readonly key: string; readonly holds: readonly Hold[] }[];
  readonly problems: readonly Pick<FileProblem, 'path' | 'reason'>[];
};

/** Reads the status of a clone, of one ticket where `key` is given. Null where the snapshot was never fetched. */
export async function readOfflineStatus(clone: Clone, key: string | null): Promise<OfflineStatus | null> {
  const store = await openRepository(clone.folder, { clone: true });
  try {
    const note = await store.resolve(SNAPSHOT_REF);
    if (note === null) return null;
    return only(await readStatus(store, await readMeta(store, note), ticketFormatOf(clone.config())), key);
  } finally {
    await store.close();
  }
}

export function isLocallyClean({ changes, pending, problems }: OfflineStatus): boolean {
  return changes.length + pending.length + problems.length === 0;
}

async function readStatus(store: ObjectStore, meta: SnapshotMeta, format: TicketFormat): Promise<OfflineStatus> {
  const snapshot = await openSnapshot(store, meta);
  const waiting = [...snapshot.entries()].filter(({ pending }) => pending).map(({ key }) => key);
  const bases = await snapshot.bases(waiting);
  const head = await store.resolve('HEAD');
  const relation = await relationOf(store, meta.commit, head);
  const isMoved = head !== null && (relation === 'ahead' || relation === 'diverged');
  return {
    project: meta.project,
    tickets: snapshot.size,
    relation,
    changes: isMoved ? await localChanges(store, meta.commit, head, format) : [],
    pending: waiting.map((key) => ({ key, holds: bases.get(key)?.holds ?? [] })),
    problems: meta.problems.map(({ path, reason }) => ({ path, reason })),
  };
}

/** What the fetched snapshot says of itself, without the names of things in Jira. */
export async function readMeta(store: ObjectStore, note: Oid): Promise<SnapshotMeta> {
  const entry = (await store.lookUp(note, [META_PATH])).get(META_PATH);
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return decodeMeta(new TextDecoder().decode(bytes ?? new Uint8Array()), {});
}

async function relationOf(store: ObjectStore, synced: Oid | null, head: Oid | null): Promise<Relation> {
  if (synced === head) return 'same';
  if (synced === null || head === null) return synced === null ? 'ahead' : 'behind';
  if (await store.isAncestor(synced, head)) return 'ahead';
  return (await store.isAncestor(head, synced)) ? 'behind' : 'diverged';
}

async function localChanges(
  store: ObjectStore,
  synced: Oid | null,
  head: Oid,
  format: TicketFormat,
): Promise<readonly LocalChange[]> {
  const files = (await store.diff(synced, head, 'issues')).filter(({ path }) => ticketName(path) !== null);
  return Promise.all(files.map((file) => describeChange(store, file, format)));
}

async function describeChange(
  store: ObjectStore,
  { path, before, after }: TreeChange,
  format: TicketFormat,
): Promise<LocalChange> {
  if (before === null) return { path, kind: 'new', fields: [], problem: null };
  if (after === null) return { path, kind: 'removed', fields: [], problem: null };
  const [old, now] = await store.readBlobs([before.oid, after.oid]);
  const difference = changedFields(old ?? new Uint8Array(), now ?? new Uint8Array(), format);
  if (difference.kind === 'broken') return { path, kind: 'changed', fields: [], problem: difference.reason };
  return { path, kind: 'changed', fields: difference.fields, problem: null };
}

function only(status: OfflineStatus, key: string | null): OfflineStatus {
  if (key === null) return status;
  const isIts = ({ path }: { readonly path: string }) => ticketName(path) === key || path === key;
  return {
    ...status,
    changes: status.changes.filter(isIts),
    pending: status.pending.filter((each) => each.key === key),
    problems: status.problems.filter(isIts),
  };
}
