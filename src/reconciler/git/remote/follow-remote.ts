import { Failure } from '../../../model/failure.ts';
import type { ObjectStore, Oid, RefMove } from '../../../snapshot/object-store.ts';
import type { GitRemote } from './git-remote.ts';

export type FollowOptions = {
  readonly url: string;
  readonly branch: string;
  /** The refs of the snapshot. */
  readonly memory: readonly string[];
};

/** Where the remote was when both were last the same. */
const KNOWN = 'refs/tract/remote/';

/**
 * A store whose refs are those of a hosted repository; the repository on this machine follows it. A move counts once the
 * remote took it, the branch and the snapshot in one push with a lease on each: of two machines that share a remote, one
 * finds that the refs moved, and begins again from what the other did. `refresh` takes over what others pushed.
 */
export function followRemote(store: ObjectStore, remote: GitRemote, options: FollowOptions): ObjectStore {
  const followed = [options.branch, ...options.memory];

  async function refresh(): Promise<void> {
    const there = await remote.list(followed);
    const refs = await Promise.all(followed.map((ref) => compare(ref, there.get(ref) ?? null)));
    const fetched = refs.filter(({ remoteOid, local }) => remoteOid !== null && remoteOid !== local);
    if (fetched.length > 0) await remote.fetch(fetched.map(({ ref }) => ref));
    const decided = await Promise.all(refs.map(async (each) => ({ ...each, verdict: await judge(store, each) })));
    const gone = refs.find(
      ({ ref, remoteOid, known }) => ref === options.branch && remoteOid === null && known !== null,
    );
    if (gone !== undefined) throw vanished(options);
    const apart = decided.find(({ verdict }) => verdict === 'apart');
    if (apart !== undefined) throw divergence(apart.ref, options);
    await bring(decided.filter(({ verdict }) => verdict === 'ours'));
    await take(decided.filter(({ verdict }) => verdict === 'theirs'));
  }

  async function compare(ref: string, remoteOid: Oid | null): Promise<Compared> {
    return { ref, remoteOid, local: await store.resolve(ref), known: await store.resolve(knownRef(ref)) };
  }

  /** What was pushed to this machine, or was here before there was a remote. */
  async function bring(ours: readonly Compared[]): Promise<void> {
    const moves = ours.flatMap(({ ref, remoteOid, local }) =>
      local === null ? [] : [{ ref, from: remoteOid, to: local }],
    );
    if (moves.length === 0) return;
    // Refused, it moved since: the next look finds where it is.
    if (!(await remote.push(moves))) throw new Failure('transient', `${options.url} moved meanwhile: looked at again`);
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
      throw new Failure('transient', `somebody pushed to this machine meanwhile: looked at again`);
  }

  async function moveRefs(moves: readonly RefMove[]): Promise<boolean> {
    for (const { ref, from } of moves) if ((await store.resolve(ref)) !== from) return false;
    if (!(await remote.push(moves))) return false;
    const marks = await Promise.all(
      moves.map(async ({ ref, to }) => markMoves(ref, await store.resolve(knownRef(ref)), to)),
    );
    return store.moveRefs([...moves, ...marks.flat()]);
  }

  return { ...store, refresh, moveRefs };
}

type Compared = {
  readonly ref: string;
  readonly remoteOid: Oid | null;
  readonly local: Oid | null;
  readonly known: Oid | null;
};

type Verdict = 'same' | 'ours' | 'theirs' | 'apart';

/** Who of both is ahead. A remote that was forced to another history is taken over where nothing was added here. */
async function judge(store: ObjectStore, { remoteOid, local, known }: Compared): Promise<Verdict> {
  if (remoteOid === local) return known === remoteOid ? 'same' : 'theirs';
  if (remoteOid === null) return 'ours';
  if (local === null || local === known) return 'theirs';
  if (await store.isAncestor(local, remoteOid)) return 'theirs';
  return (await store.isAncestor(remoteOid, local)) ? 'ours' : 'apart';
}

function knownRef(ref: string): string {
  return `${KNOWN}${ref.replace(/^refs\//, '')}`;
}

function markMoves(ref: string, from: Oid | null, to: Oid): readonly RefMove[] {
  return from === to ? [] : [{ ref: knownRef(ref), from, to }];
}

function vanished({ url, branch }: FollowOptions): Failure {
  const name = branch.replace('refs/heads/', '');
  return new Failure(
    'transient',
    `${url} has no branch ${name} any more, and nothing is done until somebody pushes it again`,
  );
}

function divergence(ref: string, { url }: FollowOptions): Failure {
  return new Failure(
    'transient',
    `${ref} has commits on this machine that ${url} lacks, and the other way round: fetch both into a clone, merge, and push the merge to ${url}; people push there only`,
  );
}
