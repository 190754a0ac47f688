import { Failure } from '../model/failure.ts';
import type { IndexEntry } from '../snapshot/index-entry.ts';
import { countRemovals, guardRemovals, type Removed, removedEntries, removesTicket, tellRewound } from './guard.ts';
import type { JiraSite } from './jira-side.ts';
import type { PlanSettings } from './observation.ts';
import { isHeldAsOlder } from './older-jira.ts';
import type { Parts } from './parts.ts';
import { wouldRewindJira } from './rewound.ts';
import { standingStop } from './stopped-removals.ts';
import type { Work } from './work.ts';
import { planAll } from './works-of.ts';

export type GuardOptions = {
  readonly allowDeletes: number;
  readonly removed: Removed;
  readonly site: Pick<JiraSite, 'account'>;
};

/**
 * Stops what of a batch would remove more than people do at once; `removed` is what the cycle removed before. A ticket
 * that would go waits as a whole; one that would lose comments or time entries is planned again without that.
 */
export async function guardBatch(
  parts: Parts,
  works: readonly Work[],
  settings: PlanSettings,
  { allowDeletes, removed, site }: GuardOptions,
): Promise<readonly Work[]> {
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
    doubts: doubtsOf(parts, site, missingBeside(parts, kept) + tickets, await findOlder(parts, kept)),
  });
  const reasons = new Map(stopped.map(({ plan, reason }) => [plan, reason]));
  const marked = kept.map((work) => {
    const standing = allowDeletes > 0 ? null : standingStop(work);
    const reason = standing ?? reasons.get(work.plan) ?? null;
    return reason === null || work.failure !== null ? work : stopWork(work, reason);
  });
  const stripped = marked.filter((work) => work.failure === null && work.observation.stopped.size > 0);
  const planned = await planAll(parts, stripped, settings);
  const again = new Map(stripped.map((work, index) => [work, planned[index]]));
  return marked.map((work) => again.get(work) ?? work);
}

function stopWork(work: Work, reason: string): Work {
  const { plan } = work;
  const isFile = removesTicket(plan);
  if (isFile && plan.situation !== 'deleted-in-git') return { ...work, failure: new Failure('rejected', reason) };
  const stopped = new Map((isFile ? ['file'] : removedEntries(plan)).map((ref) => [ref, reason]));
  return { ...work, observation: { ...work.observation, stopped } };
}

/** What speaks against believing Jira: somebody else asks now than before, it shows nothing at all, or files are kept. */
function doubtsOf(
  { snapshot, project }: Parts,
  { account }: Pick<JiraSite, 'account'>,
  gone: number,
  older: string | null,
) {
  const before = snapshot.meta.account;
  const other =
    before === null || before === account
      ? null
      : `Jira is asked as ${account} now, and showed this to ${before}, who may see more`;
  const restored =
    older === null
      ? null
      : `Jira shows ${older} older than it was agreed, so that others may be missing for that reason`;
  const empty = gone >= snapshot.size ? `Jira shows none of the ${snapshot.size} tickets any more` : null;
  const kept =
    project.config().deletedInJira === 'hold' ? '.tract/config.yaml keeps the files of what Jira does not show' : null;
  return { tickets: other ?? restored ?? empty ?? kept, entries: other ?? restored };
}

/** The key of a ticket that Jira shows older than agreed, in this batch or held since another one; null where there is none. */
async function findOlder({ snapshot }: Parts, works: readonly Work[]): Promise<string | null> {
  const here = works.find(({ plan }) => plan.base !== null && isHeldAsOlder(plan.base));
  if (here !== undefined) return here.observation.key;
  const met = new Set(works.map(({ stored }) => stored?.id));
  const held = [...snapshot.entries()].filter(({ id, pending }) => pending && !met.has(id));
  const bases = await snapshot.bases(held.map(({ key }) => key));
  return [...bases.values()].find(isHeldAsOlder)?.key ?? null;
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

/**
 * What of other batches and cycles may be gone too: what is many does not become few by being looked at in turn. What
 * somebody edited in git is not removed, however long it waits.
 */
function suspectsBeside(parts: Parts, works: readonly Work[]): Removed {
  const others = entriesBeside(parts, works);
  return {
    tickets: others.filter(({ missingSinceMs, kept }) => missingSinceMs !== null && !kept.includes('file')).length,
    entries: others.reduce(
      (sum, { unseen, kept }) => sum + Object.keys(unseen).filter((ref) => !kept.includes(ref)).length,
      0,
    ),
  };
}

function missingBeside(parts: Parts, works: readonly Work[]): number {
  return entriesBeside(parts, works).filter(({ missingSinceMs }) => missingSinceMs !== null).length;
}

function entriesBeside({ snapshot }: Parts, works: readonly Work[]): readonly IndexEntry[] {
  const here = new Set(works.flatMap(({ stored }) => (stored === null ? [] : [stored.id])));
  return [...snapshot.entries()].filter(({ id }) => !here.has(id));
}
