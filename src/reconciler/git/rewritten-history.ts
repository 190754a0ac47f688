import { ticketName } from '../../model/ticket-key.ts';
import type { ObjectStore, Oid, TreeChange } from '../../snapshot/object-store.ts';
import type { Rewound } from '../git-side.ts';

export const NOT_REWOUND: Rewound = { files: new Set(), lines: false };

/**
 * What a push put back that no commit of it undid: the branch was forced to another history, and files are now what they
 * were before commits that this history has not. `changes` are those between the two commits.
 */
export async function findRewound(
  store: ObjectStore,
  from: Oid | null,
  to: Oid,
  changes: readonly TreeChange[],
): Promise<Rewound> {
  if (from === null || (await store.isAncestor(from, to))) return NOT_REWOUND;
  const former = new Map<string, Set<Oid | null>>();
  for (const { path, before } of await store.commitChanges(to, from, 'issues')) {
    former.set(path, (former.get(path) ?? new Set<Oid | null>()).add(before?.oid ?? null));
  }
  const back = changes.filter(({ path, after }) => {
    return ticketName(path) !== null && (after === null || former.get(path)?.has(after.oid) === true);
  });
  return { files: new Set(back.map(({ path }) => path)), lines: true };
}
