/** Where an entry of the queue stands: its file, and its line in a file of many, from 1; null where it is the file. */
export type QueuePlace = { readonly file: string; readonly line: number | null };

/**
 * What somebody did without the sync service, as `.tract/queue/` tells it. What is created and logged comes from the
 * ticket files and the worklog lines; an entry only says that it is awaited, and since when. `at` is UTC, to the second.
 */
export type QueueEntry =
  | { readonly kind: 'create'; readonly id: string; readonly path: string; readonly at: string }
  | { readonly kind: 'worklog'; readonly id: string; readonly issue: string; readonly at: string };

/** An entry with all places that say it: a union merge may have doubled it. */
export type Queued = { readonly entry: QueueEntry; readonly places: readonly QueuePlace[] };

/** A place that cannot be read, and why. */
export type QueueProblem = QueuePlace & { readonly reason: string };

export type Queue = { readonly queued: readonly Queued[]; readonly problems: readonly QueueProblem[] };

export const EMPTY_QUEUE: Queue = { queued: [], problems: [] };
