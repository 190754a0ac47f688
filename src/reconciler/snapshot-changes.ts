import { canonical } from '../model/canonical.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { IndexEntry } from '../snapshot/index-entry.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { SnapshotWrite } from '../snapshot/snapshot.ts';
import type { FileProblem, SnapshotMeta } from '../snapshot/snapshot-meta.ts';
import { orphanedIntents } from './intents.ts';
import type { Observation } from './observation.ts';
import type { Parts } from './parts.ts';
import type { TicketPlan } from './plan.ts';
import { finishedRequests } from './requests/finished-requests.ts';
import { agreedRefs, waitsForEntries } from './unseen-entries.ts';
import type { Work } from './work.ts';

/** What a cycle puts on record besides its tickets. */
export type Bookkeeping = Pick<
  SnapshotMeta,
  'commit' | 'cursor' | 'sweptAtMs' | 'unverified' | 'sweep' | 'account' | 'names' | 'repair'
> & {
  /** Problems of paths that are not tickets; those of the cycle's own tickets are added. */
  readonly problems: readonly FileProblem[];
};

/** What the snapshot learns from a cycle; `blobs` are the files that its `commit` wrote. */
export function snapshotChanges(
  parts: Parts,
  works: readonly Work[],
  commit: Oid | null,
  blobs: ReadonlyMap<string, Oid>,
  books: Bookkeeping & Pick<SnapshotMeta, 'gone'>,
): SnapshotWrite {
  const settled = works.filter((work) => work.failure === null);
  const open = works.filter(isOpen);
  return {
    meta: {
      ...parts.snapshot.meta,
      ...books,
      forgotten: stillForgotten(parts.snapshot.meta, settled),
      people: parts.project.userKeys(),
      problems: problemsOf(works, books.problems),
    },
    entries: works.flatMap((work) => entryOf(parts, work, blobs)),
    forgotten: settled.flatMap(({ plan, stored }) => (plan.forget && stored !== null ? [stored.id] : [])),
    bases: settled.flatMap(changedBase),
    droppedKeys: settled.flatMap(({ plan, stored }) =>
      isOnRecord(parts, stored) && plan.base?.key !== stored.key ? [stored.key] : [],
    ),
    intents: open.flatMap((work) => work.createdIntents),
    doneIntents: works.flatMap((work) => (isOpen(work) ? refusedIntents(work) : doneIntents(parts, work))),
    requests: finishedRequests(parts.snapshot, works, commit, parts.clock()),
    forgottenRequests: [],
  };
}

/** What only a create says was agreed has no note yet. */
function isOnRecord({ snapshot }: Parts, stored: TicketBase | null): stored is TicketBase {
  return stored !== null && snapshot.entryById(stored.id) !== null;
}

/** A file that came together with the issue that was made of it is known again. */
function stillForgotten({ forgotten }: SnapshotMeta, settled: readonly Work[]): SnapshotMeta['forgotten'] {
  const met = new Set(settled.map(({ plan }) => `${plan.base?.id} ${plan.path}`));
  return forgotten.filter(({ id, path }) => !met.has(`${id} ${path}`));
}

/** The index line of a ticket; one that failed stays pending, so that a restart takes it up again. */
function entryOf(
  parts: Parts,
  { plan, observation, stored, failure }: Work,
  blobs: ReadonlyMap<string, Oid>,
): readonly IndexEntry[] {
  const known = plan.base ?? stored;
  const before = known === null ? null : parts.snapshot.entryById(known.id);
  const missingSinceMs = observation.jira.kind === 'present' ? null : (before?.missingSinceMs ?? parts.clock());
  const unseen = unseenOf(observation, before);
  if (failure !== null)
    return before === null ? [] : [{ ...before, missingSinceMs, unseen, rewound: observation.rewound, pending: true }];
  if (plan.base === null || plan.forget) return [];
  const { id, key, worklogs } = plan.base;
  const isMissing = plan.situation === 'missing-in-jira';
  const isRemoved = plan.situation === 'deleted-in-git' && !plan.git.some(({ kind }) => !kind.endsWith('-record'));
  const settledRemoval = isRemoved && plan.holds.every(({ kind }) => kind === 'deleted');
  const written = plan.git.find((action) => action.kind === 'write-ticket');
  const agreedNow = agreedRefs(plan.base);
  const left = Object.fromEntries(Object.entries(unseen).filter(([ref]) => agreedNow.has(ref)));
  const waits = waitsForEntries(observation);
  const observed = observation.git.kind === 'absent' ? null : observation.git.blob;
  const isReplaced = observation.misnamed?.kind === 'replaced';
  // Only its time waits: Jira may show it again, and then its last file comes back.
  const isFileGone = plan.situation === 'gone-from-jira' && observation.git.kind === 'absent';
  const agreed =
    plan.situation === 'broken-in-git' || isMissing || isReplaced || isFileGone || (isRemoved && !settledRemoval)
      ? (before?.blob ?? observed)
      : observed;
  return [
    {
      id,
      key,
      updated: observation.jira.kind === 'present' ? observation.jira.ticket.updated : (before?.updated ?? ''),
      blob: written === undefined ? agreed : (blobs.get(written.to) ?? null),
      pending: isMissing || waits || (plan.holds.length > 0 && !settledRemoval) || plan.jira.length > 0,
      missingSinceMs,
      worklogs: worklogs.map((worklog) => worklog.id),
      unseen: left,
      kept: keptOf(plan, left),
      rewound: [],
    },
  ];
}

/** Removed in Jira but edited in git: what is held as that will not be removed by a later cycle either. */
function keptOf({ situation, holds }: TicketPlan, unseen: IndexEntry['unseen']): readonly string[] {
  const conflicts = holds.flatMap(({ kind, field }) => (kind === 'conflict' ? [field] : []));
  return conflicts.filter((field) =>
    field === 'file' ? situation === 'gone-from-jira' : Object.hasOwn(unseen, field),
  );
}

function unseenOf({ jira, unseen }: Observation, before: IndexEntry | null): IndexEntry['unseen'] {
  if (jira.kind !== 'present') return before?.unseen ?? {};
  return Object.fromEntries([...unseen].map(([ref, { sinceMs }]) => [ref, sinceMs]));
}

function changedBase({ plan, stored, observation }: Work): readonly TicketBase[] {
  if (plan.base === null || plan.forget) return [];
  const made = observation.base?.made ?? stored?.made;
  const base = { ...plan.base, holds: plan.holds, ...(made === undefined ? {} : { made }) };
  return canonical(base) === canonical(stored) ? [] : [base];
}

function doneIntents(parts: Parts, work: Work): readonly string[] {
  const orphans = orphanedIntents(parts.snapshot.intents(), work.plan);
  return [...work.settledIntents, ...orphans].map((intent) => intent.uid);
}

/** No base says what was made, as where Jira hides the new issue from its maker: only the intent does. */
function isOpen({ plan, failure, createdIntents }: Work): boolean {
  return failure !== null || (plan.base === null && !plan.forget && createdIntents.length > 0);
}

/** What Jira refused was not made: the next create of it is another one, with what git says then. */
function refusedIntents({ settledIntents, createdIntents }: Work): readonly string[] {
  const made = new Set(createdIntents.map(({ uid }) => uid));
  return settledIntents.flatMap(({ uid }) => (made.has(uid) ? [] : [uid]));
}

/** What cannot be synced and has no hold of its own: kept by path, until the ticket is looked at again. */
function problemsOf(works: readonly Work[], standing: readonly FileProblem[]): readonly FileProblem[] {
  const seen = new Set(works.map(({ plan }) => plan.path));
  const fresh = works.flatMap((work): readonly FileProblem[] => {
    const { plan, observation } = work;
    const blob = observation.git.kind === 'absent' ? null : observation.git.blob;
    const reason = reasonOf(work);
    return reason === null ? [] : [{ path: plan.path, blob, reason }];
  });
  return [...standing.filter(({ path }) => !seen.has(path)), ...fresh];
}

/** A known ticket keeps its holds in its base; what will be tried again by itself is in the queue. */
function reasonOf({ plan, failure }: Work): string | null {
  if (plan.base === null) return failure?.message ?? plan.holds[0]?.reason ?? null;
  return failure?.kind === 'rejected' ? failure.message : null;
}
