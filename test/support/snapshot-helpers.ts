import { expect } from 'chai';
import { Failure } from '../../src/model/failure.ts';
import type { IndexEntry } from '../../src/snapshot/index-entry.ts';
import type { ObjectStore, Oid } from '../../src/snapshot/object-store.ts';
import { openSnapshot, type Snapshot, type SnapshotWrite } from '../../src/snapshot/snapshot.ts';
import { SYNC_IDENTITY } from '../../src/snapshot/sync-identity.ts';

export const MAIN = 'refs/heads/main';
export const NOTES = 'refs/notes/tract';
export const OPTIONS = { project: 'APP', branch: 'main' };
export const AT_MS = 1_700_000_000_000;

export function open(store: ObjectStore): Promise<Snapshot> {
  return openSnapshot(store, OPTIONS);
}

export function record(
  snapshot: Snapshot,
  write: SnapshotWrite,
  branch: { readonly from: Oid | null; readonly to: Oid } | null = null,
): Promise<boolean> {
  const move = branch === null ? null : { ref: MAIN, ...branch };
  return snapshot.record(write, { branch: move, message: 'Snapshot', atMs: AT_MS });
}

export function writeFile(store: ObjectStore, parents: readonly Oid[], path: string): Promise<Oid> {
  const edits = [{ kind: 'put' as const, path, content: 'x\n' }];
  return store.writeCommit({
    parents,
    edits,
    message: path,
    author: SYNC_IDENTITY,
    committer: SYNC_IDENTITY,
    atMs: AT_MS,
  });
}

/** Changes files of the snapshot behind Tract's back. */
export async function plant(store: ObjectStore, files: Readonly<Record<string, string>>): Promise<void> {
  const from = await store.resolve(NOTES);
  const edits = Object.entries(files).map(([path, content]) => ({ kind: 'put' as const, path, content }));
  const author = { name: 'Mallory', email: 'm@example.org' };
  const parents = from === null ? [] : [from];
  const to = await store.writeCommit({ parents, edits, message: 'x', author, committer: author, atMs: AT_MS });
  await store.moveRefs([{ ref: NOTES, from, to }]);
}

export async function expectFatal(promise: Promise<unknown>, words: RegExp): Promise<void> {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(Failure).and.have.property('kind', 'fatal');
  expect((error as Failure).message).to.match(words);
}

export function byNumber(a: IndexEntry, b: IndexEntry): number {
  return Number(a.id) - Number(b.id);
}
