import { canonical } from '../model/canonical.ts';
import type { Failure } from '../model/failure.ts';
import { ticketName } from '../model/ticket-key.ts';
import { isOfflineKey } from '../model/ticket-ref.ts';
import type { Identity, Oid, RefMove, TreeEdit } from '../snapshot/object-store.ts';
import type { RequestEntry } from '../snapshot/request-entry.ts';
import { withRun } from '../snapshot/run-trailer.ts';
import type { SnapshotWrite } from '../snapshot/snapshot.ts';
import { SYNC_IDENTITY } from '../snapshot/sync-identity.ts';
import { commitMessage } from './commit-message.ts';
import { rememberGone } from './memory/gone-tickets.ts';
import { overruledIn, withOverruled } from './overruled.ts';
import type { Parts } from './parts.ts';
import { personIdentity } from './person-identity.ts';
import { renameReferences } from './queue/rename-references.ts';
import { type Settled, settleQueue } from './queue/settle-queue.ts';
import { withRecords } from './records/with-records.ts';
import { authorOfRequest, madeRequests, offlineBirth, pulledRequests } from './requests/finished-requests.ts';
import { type Bookkeeping, snapshotChanges } from './snapshot-changes.ts';
import type { Work } from './work.ts';

const USERS_PATH = '.tract/users.yaml';

/** The commit that was made, null where the branch stayed, and the tickets as they ended; `stale` where a push came in between. */
export type Recording =
  | ({ readonly kind: 'recorded'; readonly commit: Oid | null } & Pick<Staging, 'works' | 'settled' | 'renamed'>)
  | { readonly kind: 'stale' };

/** Writes the branch's commit and the snapshot that belongs to it, and moves both refs together. */
export async function record(
  parts: Parts,
  planned: readonly Work[],
  tip: Oid | null,
  books: Bookkeeping,
  run: string,
): Promise<Recording> {
  const staged = await stage(parts, await withRecords(parts, planned, tip), tip);
  const { works, edits, settled, renamed } = staged;
  const finished = works.filter((work) => work.failure === null);
  const commit = edits.length === 0 ? null : await writeBranchCommit(parts, finished, staged, tip, run);
  const branch: RefMove | null = commit === null ? null : { ref: parts.branch, from: tip, to: commit };
  const blobs = await writtenBlobs(parts, commit, edits);
  // Our own commit changes nothing that a later cycle would have to look at, but for the references that it renames.
  const seen = books.commit === tip && commit !== null && renamed.length === 0 ? commit : books.commit;
  const gone = await rememberGone(parts, works);
  const write = snapshotChanges(parts, works, commit, blobs, { ...books, commit: seen, gone });
  if (commit === null && isIdle(parts, write)) return { kind: 'recorded', commit, works, settled, renamed };
  const message = withRun(withOverruled(agreedMessage(finished.length), overruledIn(finished)), run);
  const moved = await parts.snapshot.record(write, { branch, message, atMs: parts.clock() });
  if (!moved) return { kind: 'stale' };
  const users = edits.find((edit) => edit.kind === 'put' && edit.path === USERS_PATH);
  if (users?.kind === 'put') parts.project.load({ config: null, users: String(users.content) });
  return { kind: 'recorded', commit, works, settled, renamed };
}

function agreedMessage(tickets: number): string {
  return tickets === 1 ? 'Agreed on one ticket' : `Agreed on ${tickets} tickets`;
}

type Staging = {
  readonly works: readonly Work[];
  readonly edits: readonly TreeEdit[];
  /** What leaves the queue of offline work. */
  readonly settled: readonly Settled[];
  /** Where temporary keys are renamed: tickets to be looked at again. */
  readonly renamed: readonly string[];
};

/** A ticket whose file cannot be written fails by itself; the others are staged without it. */
async function stage(parts: Parts, works: readonly Work[], tip: Oid | null): Promise<Staging> {
  const actions = works.filter((work) => work.failure === null).flatMap((work) => work.plan.git);
  const { edits, refused } = await parts.git.stage(tip, actions, parts.project.format());
  if (refused.size > 0)
    return stage(
      parts,
      works.map((work) => withRefusal(work, refused)),
      tip,
    );
  const users = await stageUsers(parts, tip);
  const renaming =
    tip === null ? { edits, refs: [] } : await renameReferences(parts, tip, edits, namesGiven(parts, works));
  const queue = await settleQueue(parts, works, renaming.edits, tip);
  const put: readonly TreeEdit[] = users === null ? [] : [{ kind: 'put', path: USERS_PATH, content: users }];
  return { works, edits: [...queue.edits, ...put], settled: queue.settled, renamed: renaming.refs };
}

/** The keys that tickets get now which others know by a temporary one. */
function namesGiven({ snapshot }: Parts, works: readonly Work[]): ReadonlyMap<string, string> {
  return new Map(
    works.flatMap(({ plan, failure }): readonly (readonly [string, string])[] => {
      if (failure !== null) return [];
      const birth = offlineBirth(snapshot, plan);
      const born = birth === null ? [] : [[ticketName(birth.subject), plan.base?.key]];
      const moved = plan.git.flatMap((action) =>
        action.kind === 'write-ticket' ? [[ticketName(action.path), ticketName(action.to)]] : [],
      );
      return [...born, ...moved].flatMap(([from, to]) => {
        return from && to && from !== to && isOfflineKey(from) ? [[from, to] as const] : [];
      });
    }),
  );
}

function withRefusal(work: Work, refused: ReadonlyMap<string, Failure>): Work {
  const write = work.plan.git.find((action) => action.kind === 'write-ticket');
  const failure = write === undefined ? undefined : refused.get(write.path);
  return failure === undefined || work.failure !== null ? work : { ...work, failure };
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
  { edits, settled }: Staging,
  tip: Oid | null,
  run: string,
): Promise<Oid> {
  const changed = works.filter((work) => work.plan.git.length > 0);
  const made = madeRequests(parts.snapshot);
  const message = commitMessage(
    changed.map((work) => ({
      plan: work.plan,
      stored: work.stored,
      done: work.done.map(({ action }) => action),
      requested: pulledRequests(made, work),
    })),
    settled,
  );
  return parts.store.writeCommit({
    parents: tip === null ? [] : [tip],
    edits,
    message: withRun(withOverruled(message, overruledIn(works)), run),
    author: authorOf(changed, made),
    committer: SYNC_IDENTITY,
    atMs: parts.clock(),
  });
}

/** Whoever asked for the change or made it in Jira, where that is one person. */
function authorOf(works: readonly Work[], made: readonly RequestEntry[]): Identity {
  const people = new Set(
    works.flatMap((work): readonly (string | null)[] => {
      const asking = pulledRequests(made, work).flatMap(authorOfRequest);
      if (asking.length > 0) return asking;
      return [work.observation.jira.kind === 'present' ? work.observation.jira.ticket.changedBy : null];
    }),
  );
  const [person] = people;
  return people.size === 1 && person ? personIdentity(person) : SYNC_IDENTITY;
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

/** True where only the marks moved: they may lag behind, since what lies between is looked at again and found equal. */
function isIdle({ snapshot }: Parts, write: SnapshotWrite): boolean {
  const intents = new Set(snapshot.intents().map(({ uid }) => uid));
  const news = [...write.bases, ...write.forgotten, ...write.droppedKeys, ...write.intents, ...write.requests];
  return (
    news.length === 0 &&
    write.entries.every((entry) => canonical(entry) === canonical(snapshot.entryById(entry.id))) &&
    !write.doneIntents.some((uid) => intents.has(uid)) &&
    canonical(write.meta.problems) === canonical(snapshot.meta.problems)
  );
}
