import { Failure } from '../model/failure.ts';
import { countRemovals, guardRemovals, type Removed, tellRewound } from './guard.ts';
import type { Parts } from './parts.ts';
import { wouldRewindJira } from './rewound.ts';
import type { Work } from './work.ts';

/** Stops the tickets of a batch that would remove more than people do at once; `removed` is what the cycle removed before. */
export function guardBatch(
  parts: Parts,
  works: readonly Work[],
  { allowDeletes, removed }: { readonly allowDeletes: number; readonly removed: Removed },
): readonly Work[] {
  const kept = stopRewound(parts, works, allowDeletes);
  const plans = kept.map((work) => work.plan);
  const { tickets, entries } = countRemovals(plans);
  if (tickets + entries === 0) return kept;
  const beside = suspectsBeside(parts, kept);
  const stopped = guardRemovals(plans, {
    tickets: parts.snapshot.size,
    limit: parts.maxDeletes,
    allowed: allowDeletes,
    removed: { tickets: removed.tickets + beside.tickets, entries: removed.entries + beside.entries },
  });
  const reasons = new Map(stopped.map(({ plan, reason }) => [plan, reason]));
  return kept.map((work) => {
    const reason = reasons.get(work.plan);
    return reason === undefined || work.failure !== null ? work : { ...work, failure: new Failure('rejected', reason) };
  });
}

/** A push that rewrote the history is no edit of what it put back: Jira keeps what it has until a person says so. */
function stopRewound({ snapshot, branch }: Parts, works: readonly Work[], allowed: number): readonly Work[] {
  const rewinding = works.filter(wouldRewindJira);
  if (rewinding.length === 0) return works;
  const here = new Set(works.map(({ stored }) => stored?.id));
  const beside = [...snapshot.entries()].filter(({ id, rewound }) => rewound.length > 0 && !here.has(id));
  const count = rewinding.length + beside.length;
  if (count <= allowed) return works;
  const reason = tellRewound(branch.replace(/^refs\/heads\//, ''), count);
  return works.map((work) => (rewinding.includes(work) ? { ...work, failure: new Failure('rejected', reason) } : work));
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
