import { openRepository } from '../reconciler/git/repository.ts';
import type { ServeConfig } from './config/serve-config.ts';

/**
 * Files of the synced branch as they are in the bare repository, by path; those that are not there are left out, and so are
 * all where there is no branch yet. A Failure where there is no repository.
 */
export async function readBranchFiles(
  { repository, branch }: Pick<ServeConfig, 'repository' | 'branch'>,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const store = await openRepository(repository);
  try {
    const tip = await store.resolve(`refs/heads/${branch}`);
    const entries = tip === null ? [] : [...(await store.lookUp(tip, paths))];
    const blobs = await store.readBlobs(entries.map(([, { oid }]) => oid));
    return new Map(
      entries.flatMap(([path], index) => {
        const bytes = blobs[index];
        return bytes ? [[path, new TextDecoder().decode(bytes)] as const] : [];
      }),
    );
  } finally {
    await store.close();
  }
}
