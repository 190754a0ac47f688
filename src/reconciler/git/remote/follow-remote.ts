import { Failure } from '../../../model/failure.ts';
import type { ObjectStore, Oid, RefMove } from '../../../snapshot/object-store.ts';
import { type Compared, compareRefs, type FollowOptions, knownRef } from './compare-refs.ts';
import type { GitRemote } from './git-remote.ts';

/**
 * A store whose refs are those of a hosted repository; the repository on this machine follows it. A move counts once the
 * remote took it, the branch and the snapshot in one push with a lease on each: of two machines that share a remote, one
 * finds that the refs moved, and begins again from what the other did. `refresh` takes over what others pushed.
 */
export function followRemote(store: ObjectStore, remote: GitRemote, options: FollowOptions): ObjectStore {
  async function refresh(): Promise<void> {
    const compared = await compareRefs(store, remote, options);
    await bring(compared.filter(({ verdict }) => verdict === 'ours'));
    await take(compared.filter(({ verdict }) => verdict === 'theirs'));
  }

  /** What was pushed to this machine, or was here before there was a remote. */
  async function bring(ours: readonly Compared[]): Promise<void> {
    const moves = ours.flatMap(({ ref, remoteOid, local }) =>
      local === null ? [] : [{ ref, from: remoteOid, to: local }],
    );
    if (moves.length === 0) return;
    // Refused, it moved since: the next look finds where it is.
    if (!(await remote.push(moves))) throw movedMeanwhile(`${options.url} moved meanwhile`);
    await store.moveRefs(ours.flatMap(({ ref, local, known }) => (local === null ? [] : markMoves(ref, known, local))));
  }

  /** Branch and snapshot belong together, so they are taken over together. */
  async function take(theirs: readonly Compared[]): Promise<void> {
    const moves = theirs.flatMap(({ ref, remoteOid, local, known }) => {
      if (remoteOid === null) return [];
      const own: readonly RefMove[] = remoteOid === local ? [] : [{ ref, from: local, to: remoteOid }];
      return [...own, ...markMoves(ref, known, remoteOid)];
    });
    if (moves.length > 0 && !(await store.moveRefs(moves)))
      throw movedMeanwhile('somebody pushed to this machine meanwhile');
  }

  async function moveRefs(moves: readonly RefMove[]): Promise<boolean> {
    for (const { ref, from } of moves) if ((await store.resolve(ref)) !== from) return false;
    if (!(await remote.push(moves))) {
      // Whoever plans again has to see what moved there.
      await refresh();
      return false;
    }
    const marks = await Promise.all(
      moves.map(async ({ ref, to }) => markMoves(ref, await store.resolve(knownRef(ref)), to)),
    );
    return store.moveRefs([...moves, ...marks.flat()]);
  }

  return { ...store, refresh, moveRefs };
}

function markMoves(ref: string, from: Oid | null, to: Oid): readonly RefMove[] {
  return from === to ? [] : [{ ref: knownRef(ref), from, to }];
}

function movedMeanwhile(what: string): Failure {
  return new Failure('transient', `${what}: looked at again`, { ofGit: true });
}
