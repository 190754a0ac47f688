import type { Oid } from '../../snapshot/object-store.ts';
import type { MemoryLoss } from '../../snapshot/open-memory.ts';
import { MARKER } from '../commit-message.ts';
import type { Parts } from '../parts.ts';

/** How far back a commit of ours is looked for. */
const MOST_COMMITS = 1_000;

/** Says how the snapshot was found, and holds it for incomplete where something of it is lost: then every ticket is met again. */
export async function doubtMemory(parts: Parts, tip: Oid, loss: MemoryLoss | null): Promise<void> {
  const { snapshot, log } = parts;
  if (loss !== null) log.warn('the snapshot was not as it was left', { reason: loss.reason });
  const reason = loss?.complete === false ? loss.reason : await findLoss(parts, tip);
  if (reason === null || snapshot.meta.repair !== null) return;
  log.warn('what was agreed is not all known: every ticket is met again', { reason });
  snapshot.doubt({ sinceMs: parts.clock(), reason }, tip);
}

/**
 * Why the memory cannot be all that both sides agreed on, null where nothing says so: none is there although the branch
 * was synced, or the branch has commits of ours that it does not know.
 */
async function findLoss({ store, snapshot }: Parts, tip: Oid): Promise<string | null> {
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
