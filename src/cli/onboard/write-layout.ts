import { Failure } from '../../model/failure.ts';
import { parseProjectConfig } from '../../model/project-config.ts';
import type { ObjectStore, Oid, TreeEdit, TreeEntry } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { CONFIG_PATH, SCHEMA_PATH } from './project-files.ts';
import { schemaDocument } from './schema-document.ts';

export type LayoutOptions = { readonly branch: string; readonly project: string; readonly atMs: number };

/**
 * Commits what is missing of these files to the branch, which is made where there is none. What is there is the people's
 * and stays, but for SCHEMA.md, which is generated anew from the settings that are there. Answers the commit, null where
 * nothing was missing.
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
  const there = tip === null ? new Map<string, TreeEntry>() : await store.lookUp(tip, [...files.keys()]);
  const read = async (path: string) => readText(store, there.get(path));
  const schema = schemaOf(await read(CONFIG_PATH)) ?? files.get(SCHEMA_PATH);
  const isCurrent = (await read(SCHEMA_PATH)) === schema;
  const wanted = [...files].filter(([path]) => !there.has(path) || (path === SCHEMA_PATH && !isCurrent));
  return wanted.map(([path, content]) => ({
    kind: 'put',
    path,
    content: path === SCHEMA_PATH ? (schema ?? content) : content,
  }));
}

/** Null where there are no settings, or none that can be read. */
function schemaOf(settings: string | null): string | null {
  const reading = parseProjectConfig(settings ?? '');
  return reading.kind === 'config' ? schemaDocument(reading.config) : null;
}

async function readText(store: ObjectStore, entry: TreeEntry | undefined): Promise<string | null> {
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return bytes ? new TextDecoder().decode(bytes) : null;
}
