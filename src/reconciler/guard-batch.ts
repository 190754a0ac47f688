import { Failure } from '../model/failure.ts';
import { countRemovals, guardRemovals, type Removed } from './guard.ts';
import type { Parts } from './parts.ts';
import type { Work } from './work.ts';

/** Stops the tickets of a batch that would remove more than people do at once; `removed` is what the cycle removed before. */
export function guardBatch(
  parts: Parts,
  works: readonly Work[],
  { allowDeletes, removed }: { readonly allowDeletes: number; readonly removed: Removed },
): readonly Work[] {
  const plans = works.map((work) => work.plan);
  const { tickets, entries } = countRemovals(plans);
  if (tickets + entries === 0) return works;
  const beside = suspectsBeside(parts, works);
  const stopped = guardRemovals(plans, {
    tickets: parts.snapshot.size,
    limit: parts.maxDeletes,
    allowed: allowDeletes,
    removed: { tickets: removed.tickets + beside.tickets, entries: removed.entries + beside.entries },
  });
  const reasons = new Map(stopped.map(({ plan, reason }) => [plan, reason]));
  return works.map((work) => {
    const reason = reasons.get(work.plan);
    return reason === undefined ? work : { ...work, failure: new Failure('rejected', reason) };
  });
}

/** What of other batches and cycles may be gone too: what is many does not become few by being looked at in turn. */
function suspectsBeside({ snapshot }: Parts, works: readonly Work[]): Removed {
  const here = new Set(works.flatMap(({ stored }) => (stored === null ? [] : [stored.id])));
  const others = [...snapshot.entries()].filter(({ id }) => !here.has(id));
  return {
    tickets: others.filter(({ missingSinceMs }) => missingSinceMs !== null).length,
    entries: others.reduce((sum, { unseen }) => sum + Object.keys(unseen).length, 0),
  };
}
