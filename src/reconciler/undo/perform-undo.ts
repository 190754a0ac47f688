import { Failure } from '../../model/failure.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { MARKER } from '../commit-message.ts';
import { emptyWrite } from '../empty-write.ts';
import type { Parts } from '../parts.ts';
import { personIdentity } from '../person-identity.ts';
import { planUndo } from './plan-undo.ts';
import { readRunChanges } from './run-changes.ts';
import { findRun } from './runs.ts';
import type { UndoPlan } from './undo-plan.ts';
import type { UndoOutcome, UndoRequest } from './undo-request.ts';

/** What the message of an undo begins with; the run follows. */
export const UNDO_SUBJECT = `${MARKER} Undid run `;
const MOST_RACES = 8;
const LISTED = 1000;

/** What undoing a run comes to now; null where no such run is known. Writes nothing. */
export async function planUndoOf(parts: Parts, run: string, tip: Oid | null): Promise<UndoPlan | null> {
  const { store, snapshot, git, project } = parts;
  const found = await findRun(store, snapshot.commit, run);
  if (found === null) return null;
  const changes = await readRunChanges(store, found);
  const keys = changes.map(({ id, before, after }) => snapshot.entryById(id)?.key ?? after?.key ?? before?.key ?? id);
  const format = project.format();
  const bases = await snapshot.bases(keys);
  const files = await git.readTickets(tip, keys.map(ticketPath), format);
  const worklogs = await git.readWorklogs(tip, keys, format);
  const tickets = changes.flatMap((change, index) => {
    const key = keys[index] ?? '';
    const path = ticketPath(key);
    const target = {
      ...{ run, key, change, path },
      now: bases.get(key) ?? null,
      git: files.get(path) ?? ({ kind: 'absent' } as const),
      worklogs: worklogs.get(key)?.lines ?? [],
    };
    const undo = planUndo(target, format);
    return undo.changes.length === 0 ? [] : [undo];
  });
  return { run, atMs: found.atMs, print: fingerprint([run, tickets]), tickets };
}

/**
 * Takes back in git what a run did, in one commit; the next cycle carries it to Jira as it would any edit, so that what
 * was changed there since is met and not overwritten. A push that comes in between makes the plan anew.
 */
export async function performUndo(parts: Parts, { run, print, author }: UndoRequest): Promise<UndoOutcome> {
  for (let race = 0; race < MOST_RACES; race++) {
    const tip = await parts.git.tip();
    const plan = await planUndoOf(parts, run, tip);
    if (plan === null) return { kind: 'unknown-run', run };
    if (print !== null && print !== plan.print) return { kind: 'moved-on', plan };
    const commit = await commitUndo(parts, plan, tip, author);
    if (commit === null) return { kind: 'undone', plan, commit };
    const branch = { ref: parts.branch, from: tip, to: commit };
    const write = emptyWrite(parts.snapshot.meta);
    // The snapshot has to know every commit of ours; what it changed is found as an edit all the same.
    if (await parts.snapshot.record(write, { branch, message: `Undid run ${run}`, atMs: parts.clock() })) {
      return { kind: 'undone', plan, commit };
    }
    await parts.snapshot.refresh();
  }
  return { kind: 'away', reason: 'the branch kept moving: try again', retryAfterMs: null };
}

/** Null where nothing is left to take back. */
async function commitUndo(
  { git, store, project, clock }: Parts,
  { run, tickets }: UndoPlan,
  tip: Oid | null,
  author: string | null,
): Promise<Oid | null> {
  const undone = tickets.filter((ticket) => ticket.git.length > 0);
  const actions = undone.flatMap((ticket) => ticket.git);
  const { edits, refused } = await git.stage(tip, actions, project.format());
  const [reason] = refused.values();
  if (reason !== undefined) throw new Failure('rejected', `run ${run} cannot be undone: ${reason}`);
  if (edits.length === 0) return null;
  const lines = undone.slice(0, LISTED).map(({ key }) => `Undid what it did to ${key}`);
  const left = undone.length > LISTED ? [`and ${undone.length - LISTED} more`] : [];
  return store.writeCommit({
    parents: tip === null ? [] : [tip],
    edits,
    message: [`${UNDO_SUBJECT}${run}`, '', ...lines, ...left].join('\n'),
    author: author === null ? SYNC_IDENTITY : personIdentity(author),
    committer: SYNC_IDENTITY,
    atMs: clock(),
  });
}
