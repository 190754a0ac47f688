import { Failure } from '../../model/failure.ts';
import type { ObjectStore, Oid, TreeEdit } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { SCHEMA_PATH } from './project-files.ts';

export type LayoutOptions = { readonly branch: string; readonly project: string; readonly atMs: number };

/**
 * Commits what is missing of these files to the branch, which is made where there is none. What is there is the people's
 * and stays, but for the generated SCHEMA.md. Answers the commit, null where nothing was missing.
 */
export async function writeLayout(
  store: ObjectStore,
  files: ReadonlyMap<string, string>,
  { branch, project, atMs }: LayoutOptions,
): Promise<Oid | null> {
  const tip = await store.resolve(branch);
  const edits = await missing(store, tip, files);
  if (edits.length === 0) return null;
  const commit = await store.writeCommit({
    parents: tip === null ? [] : [tip],
    edits,
    message: `[tract-sync] ${tip === null ? 'Set up' : 'Complete'} the repository of ${project}`,
    author: SYNC_IDENTITY,
    committer: SYNC_IDENTITY,
    atMs,
  });
  if (await store.moveRefs([{ ref: branch, from: tip, to: commit }])) return commit;
  throw new Failure('stale', 'somebody pushed while the repository was set up: run `tract onboard` again');
}

async function missing(
  store: ObjectStore,
  tip: Oid | null,
  files: ReadonlyMap<string, string>,
): Promise<readonly TreeEdit[]> {
  const there = tip === null ? new Map() : await store.lookUp(tip, [...files.keys()]);
  const schema = there.get(SCHEMA_PATH);
  const [bytes] = schema === undefined ? [] : await store.readBlobs([schema.oid]);
  const isCurrent = bytes ? new TextDecoder().decode(bytes) === files.get(SCHEMA_PATH) : false;
  const wanted = [...files].filter(([path]) => !there.has(path) || (path === SCHEMA_PATH && !isCurrent));
  return wanted.map(([path, content]) => ({ kind: 'put', path, content }));
}
