import { canonical } from '../model/canonical.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { IndexEntry } from '../snapshot/index-entry.ts';
import type { Identity, Oid, RefMove, TreeEdit } from '../snapshot/object-store.ts';
import type { SnapshotWrite } from '../snapshot/snapshot.ts';
import type { FileProblem, SnapshotMeta } from '../snapshot/snapshot-meta.ts';
import { SYNC_IDENTITY } from '../snapshot/sync-identity.ts';
import { commitMessage } from './commit-message.ts';
import { orphanedIntents } from './intents.ts';
import type { Parts } from './parts.ts';
import type { Work } from './work.ts';

const USERS_PATH = '.tract/users.yaml';

/** What a cycle puts on record besides its tickets. */
export type Bookkeeping = Pick<SnapshotMeta, 'commit' | 'cursor' | 'sweptAtMs'> & {
  /** Problems of paths that are not tickets; those of the cycle's own tickets are added. */
  readonly problems: readonly FileProblem[];
};

/** The commit that was made, null where the branch stayed; `stale` where a push came in between. */
export type Recording = { readonly kind: 'recorded'; readonly commit: Oid | null } | { readonly kind: 'stale' };

/** Writes the branch's commit and the snapshot that belongs to it, and moves both refs together. */
export async function record(
  parts: Parts,
  works: readonly Work[],
  tip: Oid | null,
  books: Bookkeeping,
): Promise<Recording> {
  const finished = works.filter((work) => work.failure === null);
  const edits = await stage(parts, finished, tip);
  const commit = edits.length === 0 ? null : await writeBranchCommit(parts, finished, edits, tip);
  const branch: RefMove | null = commit === null ? null : { ref: parts.branch, from: tip, to: commit };
  const blobs = await writtenBlobs(parts, commit, edits);
  // Our own commit changes nothing that a later cycle would have to look at.
  const seen = books.commit === tip && commit !== null ? commit : books.commit;
  const write = snapshotWrite(parts, works, blobs, { ...books, commit: seen });
  const message = `Agreed on ${finished.length} tickets`;
  const moved = await parts.snapshot.record(write, { branch, message, atMs: parts.clock() });
  if (!moved) return { kind: 'stale' };
  const users = edits.find((edit) => edit.kind === 'put' && edit.path === USERS_PATH);
  if (users?.kind === 'put') parts.project.load({ config: null, users: String(users.content) });
  return { kind: 'recorded', commit };
}

async function stage(parts: Parts, works: readonly Work[], tip: Oid | null): Promise<readonly TreeEdit[]> {
  const actions = works.flatMap((work) => work.plan.git);
  const tickets = await parts.git.stage(tip, actions, parts.project.format());
  const users = await stageUsers(parts, tip);
  return users === null ? tickets : [...tickets, { kind: 'put', path: USERS_PATH, content: users }];
}

/** People learned from Jira join whatever `.tract/users.yaml` says at this very commit. */
async function stageUsers({ git, project }: Parts, tip: Oid | null): Promise<string | null> {
  if (tip === null || project.usersFile() === null) return null;
  const { users } = await git.readProject(tip);
  project.load({ config: null, users });
  return project.usersFile();
}

function writeBranchCommit(
  parts: Parts,
  works: readonly Work[],
  edits: readonly TreeEdit[],
  tip: Oid | null,
): Promise<Oid> {
  const changed = works.filter((work) => work.plan.git.length > 0);
  const created = new Set(
    changed
      .filter((work) => work.done.some(({ action }) => action.kind === 'create-issue'))
      .map((work) => work.plan.path),
  );
  return parts.store.writeCommit({
    parents: tip === null ? [] : [tip],
    edits,
    message: commitMessage(
      changed.map((work) => work.plan),
      created,
    ),
    author: authorOf(changed),
    committer: SYNC_IDENTITY,
    atMs: parts.clock(),
  });
}

/** Whoever made the change in Jira, where that is one person and Jira told. The address names nobody's mailbox. */
function authorOf(works: readonly Work[]): Identity {
  const people = new Set(
    works.map(({ observation }) => (observation.jira.kind === 'present' ? observation.jira.ticket.changedBy : null)),
  );
  const [person] = people;
  if (people.size !== 1 || !person) return SYNC_IDENTITY;
  return { name: person, email: `${person.replace(/[^A-Za-z0-9._-]/g, '-')}@localhost` };
}

async function writtenBlobs(
  parts: Parts,
  commit: Oid | null,
  edits: readonly TreeEdit[],
): Promise<ReadonlyMap<string, Oid>> {
  if (commit === null) return new Map();
  const entries = await parts.store.lookUp(
    commit,
    edits.flatMap((edit) => (edit.kind === 'put' ? [edit.path] : [])),
  );
  return new Map([...entries].map(([path, entry]) => [path, entry.oid]));
}

function snapshotWrite(
  parts: Parts,
  works: readonly Work[],
  blobs: ReadonlyMap<string, Oid>,
  books: Bookkeeping,
): SnapshotWrite {
  const settled = works.filter((work) => work.failure === null);
  const failed = works.filter((work) => work.failure !== null);
  const { commit, cursor, sweptAtMs } = books;
  return {
    meta: { ...parts.snapshot.meta, commit, cursor, sweptAtMs, problems: problemsOf(works, books.problems) },
    entries: works.flatMap((work) => entryOf(parts, work, blobs)),
    forgotten: settled.flatMap(({ plan, stored }) => (plan.forget && stored !== null ? [stored.id] : [])),
    bases: settled.flatMap(changedBase),
    droppedKeys: settled.flatMap(({ plan, stored }) =>
      stored !== null && plan.base?.key !== stored.key ? [stored.key] : [],
    ),
    intents: failed.flatMap((work) => work.createdIntents),
    doneIntents: settled.flatMap((work) => doneIntents(parts, work)),
  };
}

/** The index line of a ticket; one that failed stays pending, so that a restart takes it up again. */
function entryOf(
  parts: Parts,
  { plan, observation, failure }: Work,
  blobs: ReadonlyMap<string, Oid>,
): readonly IndexEntry[] {
  const before = plan.base === null ? null : parts.snapshot.entryById(plan.base.id);
  if (failure !== null) return before === null ? [] : [{ ...before, pending: true }];
  if (plan.base === null || plan.forget) return [];
  const { id, key, worklogs } = plan.base;
  const isMissing = plan.situation === 'missing-in-jira';
  const settledRemoval = plan.situation === 'deleted-in-git' && plan.git.length === 0;
  const written = plan.git.find((action) => action.kind === 'write-ticket');
  const observed = observation.git.kind === 'absent' ? null : observation.git.blob;
  const agreed = plan.situation === 'broken-in-git' || isMissing ? (before?.blob ?? observed) : observed;
  return [
    {
      id,
      key,
      updated: observation.jira.kind === 'present' ? observation.jira.ticket.updated : (before?.updated ?? ''),
      blob: written === undefined ? agreed : (blobs.get(written.to) ?? null),
      pending: isMissing || (plan.holds.length > 0 && !settledRemoval) || plan.jira.length > 0,
      missingSinceMs: isMissing ? (before?.missingSinceMs ?? parts.clock()) : null,
      worklogs: worklogs.map((worklog) => worklog.id),
    },
  ];
}

function changedBase({ plan, stored }: Work): readonly TicketBase[] {
  if (plan.base === null || plan.forget) return [];
  const base = { ...plan.base, holds: plan.holds };
  return canonical(base) === canonical(stored) ? [] : [base];
}

function doneIntents(parts: Parts, work: Work): readonly string[] {
  const orphans = orphanedIntents(parts.snapshot.intents(), work.plan);
  return [...work.settledIntents, ...orphans].map((intent) => intent.uid);
}

/** What cannot be synced and has no place in the index: kept by path, until the path's content changes. */
function problemsOf(works: readonly Work[], standing: readonly FileProblem[]): readonly FileProblem[] {
  const seen = new Set(works.map(({ plan }) => plan.path));
  const fresh = works.flatMap(({ plan, observation, failure }): readonly FileProblem[] => {
    if (plan.base !== null && failure === null) return [];
    const reason = failure?.message ?? plan.holds[0]?.reason;
    const blob = observation.git.kind === 'absent' ? null : observation.git.blob;
    return reason === undefined || plan.base !== null ? [] : [{ path: plan.path, blob, reason }];
  });
  return [...standing.filter(({ path }) => !seen.has(path)), ...fresh];
}
