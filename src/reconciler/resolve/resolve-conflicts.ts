import type { TicketBase } from '../../snapshot/base.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { PlanSettings } from '../observation.ts';
import type { Parts } from '../parts.ts';
import type { Work } from '../work.ts';
import { chooseConflicts, heldConflicts } from './choose-conflicts.ts';
import { recordDecision } from './record-decision.ts';
import type { ResolveOutcome, ResolveRequest, Settled } from './resolve-request.ts';

/** What goes on around it in the engine's lane. */
export type Resolving = {
  /** The ticket as both sides have it now, planned; null where neither knows it. */
  readonly look: () => Promise<Work | null>;
  /** Reconciles the ticket as ever; answers why it could not be finished, null where it was. */
  readonly pull: () => Promise<string | null>;
  readonly settings: () => PlanSettings;
  /** Tells that a commit of ours stands on what was observed. */
  readonly committed: (tip: Oid | null, commit: Oid) => void;
};

const MOST_RACES = 8;

/**
 * Settles conflicts of one ticket as a person decided. First the decision goes on record, in git and in what counts as
 * agreed; then the ticket is reconciled as ever. So there is one way to Jira, and a crash loses neither the decision
 * nor does it carry it out twice. Throws the Failure of a side that could not be read: then nothing was decided.
 */
export async function resolveConflicts(
  parts: Parts,
  request: ResolveRequest,
  resolving: Resolving,
): Promise<ResolveOutcome> {
  for (let race = 0; race < MOST_RACES; race++) {
    const looked = await lookAtRecorded(request, resolving);
    if (looked.kind === 'unfinished') return { kind: 'away', reason: looked.reason, retryAfterMs: null };
    const { work } = looked;
    if (work === null || work.plan.situation === 'nothing') return { kind: 'unknown-issue', issue: request.issue };
    const chosen = await chooseConflicts(request, work, resolving.settings(), parts.texts);
    if (chosen.kind === 'answer') return chosen.outcome;
    const { decision, settled } = chosen;
    const fields = settled.map(({ field }) => field);
    const recording = await recordDecision(parts, work, decision, fields, request.by);
    if (recording.kind === 'recorded') {
      if (recording.commit !== null) resolving.committed(work.observation.commit, recording.commit);
      return carryOut(parts, decision.base, settled, recording.commit, resolving);
    }
    await parts.snapshot.refresh();
  }
  return { kind: 'away', reason: 'the branch kept moving: try again', retryAfterMs: null };
}

type Looked =
  | { readonly kind: 'looked'; readonly work: Work | null }
  | { readonly kind: 'unfinished'; readonly reason: string };

/** What no cycle has met yet is reconciled first: only what is on record can be decided. */
async function lookAtRecorded({ field }: ResolveRequest, { look, pull }: Resolving): Promise<Looked> {
  const work = await look();
  const onRecord = new Set((work?.observation.base?.holds ?? []).map((hold) => hold.field));
  const isKnown = work === null || heldConflicts(work, field).every((hold) => onRecord.has(hold.field));
  if (isKnown) return { kind: 'looked', work };
  const reason = await pull();
  return reason === null ? { kind: 'looked', work: await look() } : { kind: 'unfinished', reason };
}

async function carryOut(
  parts: Parts,
  { id, key: keyBefore }: TicketBase,
  settled: readonly Settled[],
  commit: Oid | null,
  { pull }: Resolving,
): Promise<ResolveOutcome> {
  const reason = await pull();
  const entry = parts.snapshot.entryById(id);
  const key = entry?.key ?? keyBefore;
  const holds = (await parts.snapshot.bases([key])).get(key)?.holds ?? [];
  const refused = holds.filter(
    (hold) => hold.kind === 'refused' && settled.some(({ field }) => isAbout(hold.field, field)),
  );
  if (refused.length > 0) {
    const fields = Object.fromEntries(refused.map((hold) => [hold.field, hold.reason]));
    const words = refused.map((hold) => `${hold.field}: ${hold.reason}`).join('; ');
    return { kind: 'refused', reason: words, fields };
  }
  const unfinished = entry?.pending === true && holds.length === 0;
  const pending = reason ?? (unfinished ? 'Jira does not have all of it yet' : null);
  return { kind: 'resolved', issue: key, settled, holds, commit, pending };
}

/** A comment or an entry that is made again has no id of Jira's yet. */
function isAbout(held: string, settled: string): boolean {
  const [kind] = settled.split(':');
  return held === settled || (settled.includes(':') && held.startsWith(`${kind}:new-`));
}
