import type { Oid } from '../../snapshot/object-store.ts';
import { MARKER } from '../commit-message.ts';
import type { Parts } from '../parts.ts';

/** How far back a commit of ours is looked for. */
const MOST_COMMITS = 1_000;

/**
 * Why the memory cannot be all that both sides agreed on, null where nothing says so: none is there although the branch
 * was synced, or the branch has commits of ours that it does not know.
 */
export async function findLoss({ store, snapshot }: Parts, tip: Oid): Promise<string | null> {
  const { meta } = snapshot;
  if (snapshot.commit === null) {
    return (await hasOurs(null)) ? 'the branch was synced before, but the snapshot of it is gone' : null;
  }
  if (meta.written === null || meta.written === tip) return null;
  // A branch that lost commits is no loss of memory.
  if (!(await store.isAncestor(meta.written, tip))) return null;
  return (await hasOurs(meta.written))
    ? 'the branch has commits of this service that the snapshot does not know'
    : null;

  async function hasOurs(from: Oid | null): Promise<boolean> {
    const commits = await store.history(from, tip, 'issues', MOST_COMMITS);
    return commits.some(({ subject }) => subject.startsWith(MARKER));
  }
}
