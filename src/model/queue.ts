import { canonical } from './canonical.ts';
import type { Queue, Queued, QueueProblem } from './queue-entry.ts';
import type { PlacedEntry, QueueFile } from './queue-file.ts';

/**
 * The files of the queue as one, oldest first. The same entry in several places is one; two that contradict each other
 * under one id are told, and the older one stands.
 */
export function joinQueue(files: readonly QueueFile[]): Queue {
  const byId = new Map<string, PlacedEntry[]>();
  for (const placed of files.flatMap(({ entries }) => entries)) {
    const name = canonical([placed.entry.kind, placed.entry.id]);
    byId.set(name, [...(byId.get(name) ?? []), placed]);
  }
  const joined = [...byId.values()].map(joinEntries);
  return {
    queued: joined.map(({ queued }) => queued).sort(byAge),
    problems: [...files.flatMap(({ problems }) => problems), ...joined.flatMap(({ problems }) => problems)],
  };
}

type Joined = { readonly queued: Queued; readonly problems: readonly QueueProblem[] };

function joinEntries(group: readonly PlacedEntry[]): Joined {
  const [first, ...rest] = [...group].sort((a, b) => compare(a.entry.at, b.entry.at)) as [
    PlacedEntry,
    ...PlacedEntry[],
  ];
  const others = rest.filter(({ entry }) => canonical(entry) !== canonical(first.entry));
  const { file, line } = first.place;
  const reason = `says something else under the id of ${line === null ? file : `${file} line ${line}`}: delete one of them`;
  return {
    queued: { entry: first.entry, places: group.map(({ place }) => place) },
    problems: others.map(({ place }) => ({ ...place, reason })),
  };
}

function byAge({ entry: a }: Queued, { entry: b }: Queued): number {
  return compare(a.at, b.at) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
