import type { SnapshotWrite } from '../snapshot/snapshot.ts';
import type { SnapshotMeta } from '../snapshot/snapshot-meta.ts';

/** A write that changes nothing of any ticket. */
export function emptyWrite(meta: SnapshotMeta): SnapshotWrite {
  const tickets = { entries: [], forgotten: [], bases: [], droppedKeys: [] };
  return { meta, ...tickets, intents: [], doneIntents: [], requests: [], forgottenRequests: [] };
}
