import type { CommitSpec, Identity, ObjectStore, Oid, TreeEdit } from '../../src/snapshot/object-store.ts';

export const MAIN = 'refs/heads/main';
export const NOTES = 'refs/notes/tract';
export const ANN: Identity = { name: 'Ann Lee', email: 'ann@example.org' };
/** The name of no object. */
export const NO_OID = 'ab'.repeat(20);

/** Contents by path; null for a path to remove. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export function write(store: ObjectStore, parents: readonly Oid[], files: Files): Promise<Oid> {
  return store.writeCommit(spec(parents, files));
}

export function commitBy(
  store: ObjectStore,
  parents: readonly Oid[],
  name: string,
  message: string,
  files: Files,
  atMs: number,
): Promise<Oid> {
  return store.writeCommit({ ...spec(parents, files), author: { ...ANN, name }, message, atMs });
}

export function spec(parents: readonly Oid[], files: Files): CommitSpec {
  const edits = Object.entries(files).map(
    ([path, content]): TreeEdit => (content === null ? { kind: 'remove', path } : { kind: 'put', path, content }),
  );
  return { parents, edits, message: 'Some change', author: ANN, committer: ANN, atMs: 1_700_000_000_000 };
}

export async function caught(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return error;
  }
}

export function paths(entries: readonly { readonly path: string }[]): string[] {
  return entries.map(({ path }) => path);
}

export function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
}
