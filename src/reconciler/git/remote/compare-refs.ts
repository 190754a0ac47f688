import { Failure } from '../../../model/failure.ts';
import type { ObjectStore, Oid } from '../../../snapshot/object-store.ts';
import type { GitRemote } from './git-remote.ts';

export type FollowOptions = {
  readonly url: string;
  readonly branch: string;
  /** The refs of the snapshot. */
  readonly memory: readonly string[];
};

/** A ref here, there, and where both were last the same. `verdict` says who of both is ahead. */
export type Compared = {
  readonly ref: string;
  readonly remoteOid: Oid | null;
  readonly local: Oid | null;
  readonly known: Oid | null;
  readonly verdict: 'same' | 'ours' | 'theirs';
};

/** Where the remote was when both were last the same. */
const KNOWN = 'refs/tract/remote/';

/**
 * Asks where the remote has the refs, brings the objects of those that moved, and says who is ahead; no ref moves. A
 * transient Failure where the branch is gone there, or where both went on.
 */
export async function compareRefs(
  store: ObjectStore,
  remote: GitRemote,
  options: FollowOptions,
): Promise<readonly Compared[]> {
  const followed = [options.branch, ...options.memory];
  const there = await remote.list(followed);
  const refs = await Promise.all(
    followed.map(async (ref) => {
      const [local, known] = await Promise.all([store.resolve(ref), store.resolve(knownRef(ref))]);
      return { ref, remoteOid: there.get(ref) ?? null, local, known };
    }),
  );
  const fetched = refs.filter(({ remoteOid, local }) => remoteOid !== null && remoteOid !== local);
  if (fetched.length > 0) await remote.fetch(fetched.map(({ ref }) => ref));
  const judged = await Promise.all(refs.map(async (each) => ({ ...each, verdict: await judge(store, each) })));
  const isGone = refs.some(
    ({ ref, remoteOid, known }) => ref === options.branch && remoteOid === null && known !== null,
  );
  if (isGone) throw vanished(options);
  return judged.map(({ verdict, ...each }) => {
    if (verdict === 'apart') throw divergence(each.ref, options);
    return { ...each, verdict };
  });
}

export function knownRef(ref: string): string {
  return `${KNOWN}${ref.replace(/^refs\//, '')}`;
}

/** A remote that was forced to another history is taken over where nothing was added here. */
async function judge(
  store: ObjectStore,
  { remoteOid, local, known }: Omit<Compared, 'verdict'>,
): Promise<Compared['verdict'] | 'apart'> {
  if (remoteOid === local) return known === remoteOid ? 'same' : 'theirs';
  if (remoteOid === null) return 'ours';
  if (local === null || local === known) return 'theirs';
  if (await store.isAncestor(local, remoteOid)) return 'theirs';
  return (await store.isAncestor(remoteOid, local)) ? 'ours' : 'apart';
}

function vanished({ url, branch }: FollowOptions): Failure {
  const name = branch.replace('refs/heads/', '');
  return new Failure(
    'transient',
    `${url} has no branch ${name} any more, and nothing is done until somebody pushes it again`,
    { ofGit: true },
  );
}

function divergence(ref: string, { url }: FollowOptions): Failure {
  return new Failure(
    'transient',
    `${ref} has commits on this machine that ${url} lacks, and the other way round: fetch both into a clone, merge, and push the merge to ${url}; people push there only`,
    { ofGit: true },
  );
}
