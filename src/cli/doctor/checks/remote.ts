import { Failure } from '../../../model/failure.ts';
import { openRepository } from '../../../reconciler/git/repository.ts';
import type { Oid } from '../../../snapshot/object-store.ts';
import { openRemote } from '../../open-store.ts';
import type { Check } from '../check.ts';
import { failed, fine } from '../finding.ts';

/**
 * The hosted repository that the one of the service follows. Whether it lets the service push at all is tried without pushing;
 * whether it protects the branch, it only says of a real push: the `server` check tells that.
 */
export const remote: Check = {
  name: 'remote',
  async find({ environment }) {
    if (environment.kind !== 'config' || environment.config.remote === null) return [];
    const { repository, branch, remote: address } = environment.config;
    const ref = `refs/heads/${branch}`;
    try {
      const hosted = openRemote(repository, address);
      const isThere = (await hosted.list([ref])).has(ref);
      const here = await tipOf(repository, ref);
      if (here !== null) await hosted.tryPush(here);
      if (isThere) return [fine(`${address.url} answers, and has branch ${branch}`)];
      return [failed(`${address.url} has no branch ${branch}`, 'run `tract onboard`, or mend TRACT_BRANCH')];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return [failed(error.message, 'mend TRACT_REMOTE, or how the service comes in there')];
    }
  },
};

/** Null where there is none yet, or no repository: that is for the check of the repository to tell. */
async function tipOf(repository: string, ref: string): Promise<Oid | null> {
  const store = await openRepository(repository).catch(() => null);
  if (store === null) return null;
  try {
    return await store.resolve(ref);
  } finally {
    await store.close();
  }
}
