import { matchSequences } from '../../src/model/text/reconcile/match-sequences.ts';

/** Which of the keys of `before` are still there in `after`, in order. */
export function keptBlocks(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  return new Set(matchSequences(before, after).map((match) => match.a));
}
