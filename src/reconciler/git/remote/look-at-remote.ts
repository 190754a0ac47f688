import { InternalError } from '../../../model/internal-error.ts';
import type { ObjectStore, Oid } from '../../../snapshot/object-store.ts';
import { compareRefs, type FollowOptions } from './compare-refs.ts';
import type { GitRemote } from './git-remote.ts';

/**
 * A store whose refs are seen as they will be once the repository on this machine has followed the remote. Nothing moves,
 * neither there nor here: what only this machine has is seen and stays here. Objects are fetched.
 */
export function lookAtRemote(store: ObjectStore, remote: GitRemote, options: FollowOptions): ObjectStore {
  let seen: ReadonlyMap<string, Oid> = new Map();
  return {
    ...store,
    async refresh() {
      const compared = await compareRefs(store, remote, options);
      const theirs = compared.filter(({ verdict }) => verdict === 'theirs');
      seen = new Map(theirs.flatMap(({ ref, remoteOid }) => (remoteOid === null ? [] : [[ref, remoteOid] as const])));
    },
    resolve: async (ref) => seen.get(ref) ?? store.resolve(ref),
    moveRefs: async () => {
      throw new InternalError('a ref was to be moved by somebody who only looks');
    },
  };
}
