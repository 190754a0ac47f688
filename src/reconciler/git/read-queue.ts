import { joinQueue } from '../../model/queue.ts';
import { EMPTY_QUEUE, type Queue } from '../../model/queue-entry.ts';
import { type QueueFile, readQueueFile } from '../../model/queue-file.ts';
import type { ObjectStore, Oid, TreeEntry } from '../../snapshot/object-store.ts';
import { isPlainFile } from './diff-branch.ts';

/** Where what was done offline waits. */
export const QUEUE_FOLDER = '.tract/queue';

/** The queue as a commit has it. A file that cannot be read is told, and hides no other. */
export async function readQueue(store: ObjectStore, commit: Oid): Promise<Queue> {
  const entries = await store.listTree(commit, QUEUE_FOLDER);
  if (entries.length === 0) return EMPTY_QUEUE;
  const contents = await store.readBlobs(entries.map(({ oid }) => oid));
  return joinQueue(entries.map((entry, index) => readEntry(entry, contents[index] ?? null)));
}

function readEntry({ path, mode }: TreeEntry, bytes: Uint8Array | null): QueueFile {
  if (!isPlainFile(mode)) return unreadable(path, 'not a plain file: links are not followed');
  if (bytes === null) return unreadable(path, 'too large for the queue (the limit is 1 MiB)');
  return readQueueFile(path, new TextDecoder().decode(bytes));
}

function unreadable(file: string, reason: string): QueueFile {
  return { entries: [], problems: [{ file, line: null, reason }] };
}
