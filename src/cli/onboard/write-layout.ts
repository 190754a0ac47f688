import { Failure } from '../../model/failure.ts';
import { parseProjectConfig } from '../../model/project-config.ts';
import type { ObjectStore, Oid, TreeEdit, TreeEntry } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { GENERATED_PATHS, generatedDocuments } from './generated-documents.ts';
import { CONFIG_PATH } from './project-files.ts';

export type LayoutOptions = { readonly branch: string; readonly project: string; readonly atMs: number };

/**
 * Commits what is missing of these files to the branch, which is made where there is none. What is there is the people's
 * and stays, but for the pages that are generated, anew from the settings that are there. Answers the commit, null where
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
  const there =
    tip === null ? new Map<string, TreeEntry>() : await store.lookUp(tip, [...files.keys(), ...GENERATED_PATHS]);
  const read = async (path: string) => readText(store, there.get(path));
  const generated = generatedFrom(await read(CONFIG_PATH));
  const wanted: TreeEdit[] = [];
  for (const [path, content] of new Map([...files, ...generated])) {
    const isWanted = GENERATED_PATHS.includes(path) ? (await read(path)) !== content : !there.has(path);
    if (isWanted) wanted.push({ kind: 'put', path, content });
  }
  return wanted;
}

/** From the settings that people have; none where there are no settings, or none that can be read. */
function generatedFrom(settings: string | null): ReadonlyMap<string, string> {
  const reading = parseProjectConfig(settings ?? '');
  return reading.kind === 'config' ? generatedDocuments(reading.config) : new Map();
}

async function readText(store: ObjectStore, entry: TreeEntry | undefined): Promise<string | null> {
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return bytes ? new TextDecoder().decode(bytes) : null;
}
