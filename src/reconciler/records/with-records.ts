import { conflictRecordPath, RECORD_FOLDER } from '../../model/conflict-record.ts';
import { parseConflictRecord } from '../../model/parse-conflict-record.ts';
import { renderConflictRecord } from '../../model/render-conflict-record.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import type { Hold } from '../../snapshot/base.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { GitAction } from '../git-action.ts';
import type { Parts } from '../parts.ts';
import type { Situation } from '../plan.ts';
import type { Work } from '../work.ts';
import { attributeHolds } from './attribute-holds.ts';
import { recordOf } from './record-of.ts';

/** What is known of the conflicts of a ticket says nothing new while one of its sides cannot be read. */
const UNSEEN: ReadonlySet<Situation> = new Set(['broken-in-git', 'missing-in-jira']);

/**
 * Adds to each plan what becomes of the record of its ticket's conflicts: written where they are new or others, put back
 * where a person changed what is not theirs to change, removed where none is left. One that stands says nothing to do.
 */
export async function withRecords(parts: Parts, works: readonly Work[], tip: Oid | null): Promise<readonly Work[]> {
  const blobs = await recordsAt(parts, tip);
  return Promise.all(works.map((work) => withRecord(parts, work, blobs)));
}

/** What becomes of the record of a ticket once only these conflicts are left of it. */
export async function recordWithout(parts: Parts, work: Work, left: readonly Hold[]): Promise<readonly GitAction[]> {
  const key = work.plan.base?.key ?? work.plan.key;
  if (key === null || !isTicketKey(key)) return [];
  const blobs = await recordsAt(parts, work.observation.commit);
  return recordAction(parts, work, key, left, blobs);
}

async function recordsAt({ store }: Parts, tip: Oid | null): Promise<ReadonlyMap<string, Oid>> {
  const listed = tip === null ? [] : await store.listTree(tip, RECORD_FOLDER);
  return new Map(listed.map(({ path, oid }) => [path, oid]));
}

async function withRecord(parts: Parts, work: Work, blobs: ReadonlyMap<string, Oid>): Promise<Work> {
  const { plan, stored, failure } = work;
  const key = plan.base?.key ?? plan.key;
  if (failure !== null || key === null || !isTicketKey(key) || UNSEEN.has(plan.situation)) return work;
  const holds = await attributeHolds(parts, work);
  const conflicts = holds.filter(({ kind }) => kind === 'conflict');
  const former = stored === null || stored.key === key ? [] : [conflictRecordPath(stored.key)];
  const leaving = former.flatMap((path) => (blobs.has(path) ? [removal(path, `the ticket is ${key} now`)] : []));
  const own = await recordAction(parts, { ...work, plan: { ...plan, holds } }, key, conflicts, blobs);
  return { ...work, plan: { ...plan, holds, git: [...plan.git, ...leaving, ...own] } };
}

async function recordAction(
  { store, project }: Parts,
  { plan, stored }: Work,
  key: string,
  conflicts: readonly Hold[],
  blobs: ReadonlyMap<string, Oid>,
): Promise<readonly GitAction[]> {
  const path = conflictRecordPath(key);
  const blob = blobs.get(path) ?? null;
  if (conflicts.length === 0) return blob === null ? [] : [removal(path, 'nothing of it is in conflict')];
  const content = renderConflictRecord(recordOf(key, conflicts, plan.findings, project));
  const [bytes] = blob === null ? [] : await store.readBlobs([blob]);
  const standing = bytes ? new TextDecoder().decode(bytes) : null;
  if (standing === content || (standing !== null && isWithPerson(standing, conflicts))) return [];
  const fields = conflicts.map(({ field }) => field);
  const known = new Set(stored?.holds.map((hold) => `${hold.field} ${hold.git} ${hold.jira}`));
  const isNew = conflicts.some((hold) => !known.has(`${hold.field} ${hold.git} ${hold.jira}`));
  const reason = isNew ? `${fields.join(', ')} in conflict` : `as it was: ${fields.join(', ')} still in conflict`;
  return [{ kind: 'write-record', path, content, fields, reason }];
}

/** Somebody decided, or tried to, and that is not carried out yet: what they wrote is kept. */
function isWithPerson(standing: string, conflicts: readonly Hold[]): boolean {
  const reading = parseConflictRecord(standing);
  if (reading.kind === 'broken') return true;
  return reading.record.conflicts.some(
    ({ field, seen, decision }) =>
      decision !== null &&
      conflicts.some((hold) => hold.field === field && hold.git === seen.git && hold.jira === seen.jira),
  );
}

function removal(path: string, reason: string): GitAction {
  return { kind: 'remove-record', path, reason };
}
