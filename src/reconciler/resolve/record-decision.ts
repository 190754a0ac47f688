import { Failure } from '../../model/failure.ts';
import type { Oid, RefMove } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { MARKER } from '../commit-message.ts';
import { emptyWrite } from '../empty-write.ts';
import type { Parts } from '../parts.ts';
import type { Work } from '../work.ts';
import { type Decision, gitActionsOf } from './decision.ts';

/** `stale`: a push or another process came in between, and nothing was written. */
export type DecisionRecording = { readonly kind: 'recorded'; readonly commit: Oid | null } | { readonly kind: 'stale' };

/**
 * Puts a decision on record: the branch's commit, where git is to say something else, and the base, in one move. The
 * ticket stays pending, so that whoever comes next carries it out, after a crash too.
 */
export async function recordDecision(
  parts: Parts,
  { observation }: Pick<Work, 'observation'>,
  decision: Decision,
  fields: readonly string[],
): Promise<DecisionRecording> {
  const { snapshot } = parts;
  const tip = observation.commit;
  const entry = snapshot.entryById(decision.base.id);
  if (entry === null) return { kind: 'stale' };
  const what = `Resolved ${fields.join(', ')} of ${decision.base.key}`;
  const commit = await commitDecision(parts, { observation }, decision, what);
  const holds = decision.base.holds.filter(({ field }) => !fields.includes(field));
  const blob = commit === null ? entry.blob : await blobOf(parts, commit, observation.path);
  const worklogs = decision.base.worklogs.map(({ id }) => id);
  const { meta } = snapshot;
  const seen = commit !== null && meta.commit === tip ? commit : meta.commit;
  const write = {
    ...emptyWrite({ ...meta, commit: seen }),
    entries: [{ ...entry, blob, worklogs, pending: true }],
    bases: [{ ...decision.base, holds }],
  };
  const branch: RefMove | null = commit === null ? null : { ref: parts.branch, from: tip, to: commit };
  const moved = await snapshot.record(write, { branch, message: what, atMs: parts.clock() });
  return moved ? { kind: 'recorded', commit } : { kind: 'stale' };
}

async function commitDecision(
  parts: Parts,
  { observation }: Pick<Work, 'observation'>,
  decision: Decision,
  what: string,
): Promise<Oid | null> {
  const actions = gitActionsOf(decision, observation, 'a conflict was resolved');
  const tip = observation.commit;
  const { edits, refused } = await parts.git.stage(tip, actions, parts.project.format());
  const [reason] = refused.values();
  if (reason !== undefined) throw new Failure('rejected', `${observation.path} cannot be written: ${reason}`);
  if (edits.length === 0) return null;
  return parts.store.writeCommit({
    parents: tip === null ? [] : [tip],
    edits,
    message: `${MARKER} ${what}`,
    author: SYNC_IDENTITY,
    committer: SYNC_IDENTITY,
    atMs: parts.clock(),
  });
}

async function blobOf({ store }: Parts, commit: Oid, path: string): Promise<Oid | null> {
  return (await store.lookUp(commit, [path])).get(path)?.oid ?? null;
}
