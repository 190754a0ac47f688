import { gitEnvironment } from '../reconciler/git/plumbing/git-environment.ts';
import { followRemote } from '../reconciler/git/remote/follow-remote.ts';
import { createGitRemote } from '../reconciler/git/remote/git-remote.ts';
import { openRepository } from '../reconciler/git/repository.ts';
import type { ObjectStore } from '../snapshot/object-store.ts';
import { MEMORY_REFS } from '../snapshot/snapshot.ts';
import type { ServeConfig } from './config/serve-config.ts';

/** The repository of a project; one that follows a hosted repository where the configuration names one. */
export async function openStore({
  repository,
  branch,
  remote,
}: Pick<ServeConfig, 'repository' | 'branch' | 'remote'>): Promise<ObjectStore> {
  const store = await openRepository(repository);
  if (remote === null) return store;
  const { GIT_SSH_COMMAND } = process.env;
  const env = { ...gitEnvironment(store.path, process.env), ...(GIT_SSH_COMMAND && { GIT_SSH_COMMAND }) };
  const refs = { url: remote.url, branch: `refs/heads/${branch}`, memory: MEMORY_REFS };
  return followRemote(store, createGitRemote({ path: store.path, env }, remote), refs);
}
