import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../model/failure.ts';
import type { CommitSpec, Oid } from '../../../snapshot/object-store.ts';
import { writeBulkFolders } from './bulk-folder.ts';
import type { CatFile } from './cat-file.ts';
import { fastImportStream } from './fast-import-stream.ts';
import { gitFailure } from './git-failure.ts';
import { type GitPlace, runGit } from './git-process.ts';
import { clearBegunPacks } from './leftovers.ts';
import { isOid } from './names.ts';

/** Writes the objects of one commit and answers its name. No ref moves, not even for a moment. */
export async function importCommit(place: GitPlace, cat: CatFile, spec: CommitSpec): Promise<Oid> {
  const input = fastImportStream(spec, await writeBulkFolders(place, cat, spec));
  const startedMs = Date.now();
  let pid = 0;
  const { code, stdout, stderr } = await runGit(place, ['fast-import', '--quiet'], input, async (own) => {
    pid = own;
  });
  const oid = stdout.trim();
  if (code === 0 && isOid(oid)) return oid;
  await clearUp(place, pid, startedMs);
  if (code !== null) throw gitFailure(place.path, stderr);
  throw new Failure('transient', `git fast-import in ${place.path} was killed before the commit was written`);
}

/** fast-import leaves a report of every failure in the repository, of which ours says the same, and the pack that it began. */
async function clearUp({ path }: GitPlace, pid: number, startedMs: number): Promise<void> {
  // What cannot be removed now, on a disk that is read-only for instance, is not what went wrong.
  await rm(join(path, `fast_import_crash_${pid}`), { force: true }).catch(() => {});
  await clearBegunPacks(path, startedMs).catch(() => {});
}
