import type { FailureKind } from '../model/failure.ts';
import type { Hold } from '../snapshot/base.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { itemOf, type ReportItem } from './cycle-report.ts';
import type { Work } from './work.ts';

/** One ticket of a batch: all that a report says of it, Jira's id, and what of it is new to a person. */
export type BatchTicket = ReportItem & {
  readonly id: string | null;
  /** What waits for a person and did not before. */
  readonly newHolds: readonly Hold[];
  /** `internal` is a mistake of ours; null where the ticket was finished. */
  readonly failureKind: FailureKind | 'internal' | null;
  /** It was found, or made, equal on both sides, or what differs is held. */
  readonly isVerified: boolean;
};

/** Told as soon as tickets are on record, while their cycle may go on. Unlike a report it has every ticket looked at. */
export type BatchEvent = {
  readonly kind: 'batch';
  readonly cycleStartedAtMs: number;
  readonly atMs: number;
  /** True where the tickets come from a listing of everything, false where something moved them. */
  readonly swept: boolean;
  /** The branch's commit that has their changes, null where none was made. */
  readonly commit: Oid | null;
  readonly tickets: readonly BatchTicket[];
};

export function batchTicket(work: Work): BatchTicket {
  const { observation, plan, stored, failure } = work;
  const standing = new Set((stored?.holds ?? []).map(({ field, since, reason }) => `${field} ${since} ${reason}`));
  return {
    ...itemOf(work, 'done'),
    id: observation.jira.kind === 'present' ? observation.jira.ticket.id : (observation.base?.id ?? null),
    newHolds: plan.holds.filter(({ field, since, reason }) => !standing.has(`${field} ${since} ${reason}`)),
    failureKind: failure?.kind ?? null,
    isVerified: failure === null && plan.jira.length === 0 && plan.situation !== 'missing-in-jira',
  };
}

/** A ticket that something moved and that was found as both sides agreed: the echo of a write of our own, most often. */
export function isEcho({ swept }: BatchEvent, ticket: BatchTicket): boolean {
  const { situation, jira, git, holds, failureKind } = ticket;
  return !swept && situation === 'known' && jira.length + git.length + holds.length === 0 && failureKind === null;
}
