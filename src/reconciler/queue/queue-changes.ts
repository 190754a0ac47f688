import { ticketName } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { FileProblem } from '../../snapshot/snapshot-meta.ts';
import type { GitChanges } from '../git-side.ts';

/** A file with a temporary key that is no more: what waited for it says words now, or something that is no ticket. */
export function isTakenBack({ path, blob }: GitChanges['files'][number]): boolean {
  return blob === null && isOfflineKey(ticketName(path) ?? '');
}

/** One problem for each file, in the order of its lines. */
export function joinProblems(problems: readonly FileProblem[]): readonly FileProblem[] {
  const byPath = new Map<string, FileProblem>();
  for (const problem of problems) {
    const known = byPath.get(problem.path);
    const reason = known === undefined ? problem.reason : `${known.reason}; ${problem.reason}`;
    byPath.set(problem.path, { ...problem, reason });
  }
  return [...byPath.values()];
}
