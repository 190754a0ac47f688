import { readBase } from '../../snapshot/base-note.ts';
import { notePath, otherNotePaths } from '../../snapshot/note-path.ts';
import type { Gone } from '../../snapshot/snapshot-meta.ts';
import type { GitState, JiraState, Observation } from '../observation.ts';
import { isOlderInJira, olderOf } from '../older-jira.ts';
import type { Parts } from '../parts.ts';
import type { Work } from '../work.ts';

/** What is shown again after longer than this, or after so many others went, comes as from a first import. */
const KEPT_MS = 400 * 24 * 3600_000;
const MOST = 1_000;

/**
 * Where the last file and the last agreement of tickets can be found that are gone, with those that go in this cycle and
 * without those that are back. Both are in the history of the branch and of the snapshot: nothing is kept twice.
 */
export async function rememberGone(parts: Parts, works: readonly Work[]): Promise<readonly Gone[]> {
  const { snapshot } = parts;
  const settled = works.filter(({ failure }) => failure === null);
  const leaving = settled.filter(({ plan, stored }) => plan.forget && stored !== null);
  const back = new Set(settled.flatMap(({ plan }) => (plan.forget ? [] : (plan.base?.id ?? []))));
  const { gone } = snapshot.meta;
  if (leaving.length === 0 && !gone.some(({ id }) => back.has(id))) return gone;
  const fresh = await Promise.all(leaving.map((work) => remember(parts, work)));
  const others = new Set([...back, ...leaving.map(({ stored }) => stored?.id)]);
  const standing = gone.filter(({ id, goneAtMs }) => !others.has(id) && parts.clock() - goneAtMs < KEPT_MS);
  return [...standing, ...fresh.flat()].slice(-MOST);
}

async function remember({ snapshot, store, clock }: Parts, { observation, stored }: Work): Promise<readonly Gone[]> {
  const { git } = observation;
  if (snapshot.commit === null || stored === null) return [];
  const { id, key } = stored;
  const [note] = (await store.lookUp(snapshot.commit, [notePath(key), ...otherNotePaths(key)])).values();
  // What a person wrote last stands in the file, and where that went first, in the one that both sides agreed on.
  const blob = git.kind === 'absent' ? (snapshot.entryById(id)?.blob ?? null) : git.blob;
  return note === undefined || blob === null ? [] : [{ id, key, blob, note: note.oid, goneAtMs: clock() }];
}

type Recalled = Pick<Observation, 'base' | 'removed' | 'requested' | 'returned'>;

/**
 * What is known of a ticket that was gone and that Jira shows again; null for every other. Its comments and time entries
 * are no removals because git lacks them now: Tract took them out.
 */
export async function recallGone(
  parts: Parts,
  jira: JiraState | undefined,
  git: GitState,
  { requested }: Pick<Observation, 'requested'>,
): Promise<Recalled | null> {
  if (jira?.kind !== 'present' || git.kind === 'broken') return null;
  const gone = parts.snapshot.meta.gone.find(({ id }) => id === jira.ticket.id);
  if (gone === undefined || parts.snapshot.entryById(gone.id) !== null) return null;
  const [bytes = null] = await parts.store.readBlobs([gone.note]);
  const agreed = readBase(bytes, gone.note);
  const format = parts.project.format();
  const removed = await parts.git.readTicketBlob(gone.blob, format);
  if (agreed?.id !== gone.id || removed === null) return null;
  // A file that somebody wrote anew is no edit of the former one; one that was brought back is.
  if (git.kind === 'ticket' && git.doc.values.created !== agreed.values.created) return null;
  const { id, key, values, texts } = agreed;
  const lines = agreed.worklogs.filter(({ line }) => line !== null);
  const comments = git.kind === 'ticket' ? [] : agreed.comments.filter(({ text }) => text.jira !== null);
  const base = { id, key, values, texts, comments, worklogs: [], holds: [] };
  return {
    base: isOlderInJira(base, jira.ticket) ? { ...base, older: olderOf(base, jira.ticket, format) } : base,
    removed: git.kind === 'ticket' ? null : removed,
    requested: { ...requested, worklogs: [...requested.worklogs, ...lines] },
    returned: true,
  };
}
