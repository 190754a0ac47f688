import { Failure } from '../model/failure.ts';
import { countRemovals, guardRemovals, type Removed, tellRewound } from './guard.ts';
import type { JiraSite } from './jira-side.ts';
import type { Parts } from './parts.ts';
import { wouldRewindJira } from './rewound.ts';
import type { Work } from './work.ts';

export type GuardOptions = {
  readonly allowDeletes: number;
  readonly removed: Removed;
  readonly site: Pick<JiraSite, 'account'>;
};

/** Stops the tickets of a batch that would remove more than people do at once; `removed` is what the cycle removed before. */
export function guardBatch(
  parts: Parts,
  works: readonly Work[],
  { allowDeletes, removed, site }: GuardOptions,
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
    doubts: doubtsOf(parts, site, beside.tickets + tickets),
  });
  const reasons = new Map(stopped.map(({ plan, reason }) => [plan, reason]));
  return kept.map((work) => {
    const reason = reasons.get(work.plan);
    return reason === undefined || work.failure !== null ? work : { ...work, failure: new Failure('rejected', reason) };
  });
}

/** What speaks against believing Jira: somebody else asks now than before, it shows nothing at all, or files are kept. */
function doubtsOf({ snapshot, project }: Parts, { account }: Pick<JiraSite, 'account'>, gone: number) {
  const before = snapshot.meta.account;
  const other =
    before === null || before === account
      ? null
      : `Jira is asked as ${account} now, and showed this to ${before}, who may see more`;
  const empty = gone >= snapshot.size ? `Jira shows none of the ${snapshot.size} tickets any more` : null;
  const kept =
    project.config().deletedInJira === 'hold' ? '.tract/config.yaml keeps the files of what Jira does not show' : null;
  return { tickets: other ?? empty ?? kept, entries: other };
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
