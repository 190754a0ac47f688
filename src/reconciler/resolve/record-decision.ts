import type { Hold } from '../../snapshot/base.ts';
import type { Identity, Oid, RefMove } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { MARKER } from '../commit-message.ts';
import { emptyWrite } from '../empty-write.ts';
import { withoutOlder } from '../older-jira.ts';
import type { Parts } from '../parts.ts';
import { recordWithout } from '../records/with-records.ts';
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
  work: Work,
  decision: Decision,
  fields: readonly string[],
  by: Identity | null,
): Promise<DecisionRecording> {
  const { snapshot } = parts;
  const { observation } = work;
  const tip = observation.commit;
  const entry = snapshot.entryById(decision.base.id);
  if (entry === null) return { kind: 'stale' };
  const what = `Resolved ${fields.join(', ')} of ${decision.base.key}`;
  const holds = decision.base.holds.filter(({ field }) => !fields.includes(field));
  const commit = await commitDecision(parts, work, { decision, holds, what, by });
  const blob = commit === null ? entry.blob : await blobOf(parts, commit, observation.path);
  const worklogs = decision.base.worklogs.map(({ id }) => id);
  const { meta } = snapshot;
  const seen = commit !== null && meta.commit === tip ? commit : meta.commit;
  const write = {
    ...emptyWrite({ ...meta, commit: seen }),
    entries: [{ ...entry, blob, worklogs, pending: true }],
    bases: [{ ...withoutOlder(decision.base, fields), holds }],
  };
  const branch: RefMove | null = commit === null ? null : { ref: parts.branch, from: tip, to: commit };
  const moved = await snapshot.record(write, { branch, message: what, atMs: parts.clock() });
  return moved ? { kind: 'recorded', commit } : { kind: 'stale' };
}

type Deciding = {
  readonly decision: Decision;
  /** What of the ticket is held afterwards. */
  readonly holds: readonly Hold[];
  readonly what: string;
  readonly by: Identity | null;
};

async function commitDecision(parts: Parts, work: Work, { decision, holds, what, by }: Deciding): Promise<Oid | null> {
  const { observation } = work;
  const decided = gitActionsOf(decision, observation, 'a conflict was resolved');
  // Where git says it already, the cycle that carries it out tends the record too.
  if (decided.length === 0) return null;
  const left = holds.filter(({ kind }) => kind === 'conflict');
  const actions = [...decided, ...(await recordWithout(parts, work, left))];
  const tip = observation.commit;
  const { edits, refused } = await parts.git.stage(tip, actions, parts.project.format());
  const [refusal] = refused.values();
  if (refusal !== undefined) throw refusal;
  return parts.store.writeCommit({
    parents: tip === null ? [] : [tip],
    edits,
    message: `${MARKER} ${what}`,
    author: by ?? SYNC_IDENTITY,
    committer: SYNC_IDENTITY,
    atMs: parts.clock(),
  });
}

async function blobOf({ store }: Parts, commit: Oid, path: string): Promise<Oid | null> {
  return (await store.lookUp(commit, [path])).get(path)?.oid ?? null;
}
