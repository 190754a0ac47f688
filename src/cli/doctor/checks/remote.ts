import { Failure } from '../../../model/failure.ts';
import { openRemote } from '../../open-store.ts';
import type { Check } from '../check.ts';
import { failed, fine } from '../finding.ts';

/** The hosted repository that the one of the service follows. */
export const remote: Check = {
  name: 'remote',
  async find({ environment }) {
    if (environment.kind !== 'config' || environment.config.remote === null) return [];
    const { repository, branch, remote: address } = environment.config;
    const ref = `refs/heads/${branch}`;
    try {
      const there = await openRemote(repository, address).list([ref]);
      if (there.has(ref)) return [fine(`${address.url} answers, and has branch ${branch}`)];
      return [failed(`${address.url} has no branch ${branch}`, 'run `tract onboard`, or mend TRACT_BRANCH')];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return [failed(error.message, 'mend TRACT_REMOTE, or how the service comes in there')];
    }
  },
};
