import { gitEnvironment } from '../reconciler/git/plumbing/git-environment.ts';
import { followRemote } from '../reconciler/git/remote/follow-remote.ts';
import { createGitRemote, type GitRemote } from '../reconciler/git/remote/git-remote.ts';
import { lookAtRemote } from '../reconciler/git/remote/look-at-remote.ts';
import { patientRemote } from '../reconciler/git/remote/patient-remote.ts';
import type { RemoteAddress } from '../reconciler/git/remote/remote-environment.ts';
import { openRepository } from '../reconciler/git/repository.ts';
import type { ObjectStore } from '../snapshot/object-store.ts';
import { MEMORY_REFS } from '../snapshot/snapshot.ts';
import type { ServeConfig } from './config/serve-config.ts';

/** `look`: no ref moves, here or there. */
export type StoreUse = 'follow' | 'look';

/** The repository of a project; one that follows a hosted repository where the configuration names one. */
export async function openStore(
  { repository, branch, remote }: Pick<ServeConfig, 'repository' | 'branch' | 'remote'>,
  use: StoreUse = 'follow',
): Promise<ObjectStore> {
  const store = await openRepository(repository);
  if (remote === null) return store;
  const refs = { url: remote.url, branch: `refs/heads/${branch}`, memory: MEMORY_REFS };
  const hosted = patientRemote(openRemote(store.path, remote));
  return use === 'look' ? lookAtRemote(store, hosted, refs) : followRemote(store, hosted, refs);
}

/** The hosted repository as the one at `path` sees it. `GIT_SSH_COMMAND` of the environment is the operator's own way in. */
export function openRemote(path: string, remote: RemoteAddress): GitRemote {
  const { GIT_SSH_COMMAND } = process.env;
  const env = { ...gitEnvironment(path, process.env), ...(GIT_SSH_COMMAND && { GIT_SSH_COMMAND }) };
  return createGitRemote({ path, env }, remote);
}
