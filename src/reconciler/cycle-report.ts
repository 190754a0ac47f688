import type { QueueEntry } from '../model/queue-entry.ts';
import type { Hold } from '../snapshot/base.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { GitAction } from './git-action.ts';
import type { JiraAction } from './jira-action.ts';
import { mergeFindings } from './merge-findings.ts';
import type { Finding, Situation } from './plan.ts';
import type { Work } from './work.ts';

/** One ticket of a cycle, for people and programs: what was found, what was done on each side, what waits and why. */
export type ReportItem = {
  readonly ref: string;
  readonly key: string | null;
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  /** What Jira was asked to do and did. */
  readonly jira: readonly JiraAction[];
  readonly git: readonly GitAction[];
  readonly holds: readonly Hold[];
  readonly approximated: readonly string[];
  /** Why it is not finished; it is tried again where `retries`. */
  readonly failure: { readonly reason: string; readonly retries: boolean } | null;
};

/** What one cycle came to. Only tickets about which there is something to say are listed. */
export type CycleReport = {
  readonly cycle: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly items: readonly ReportItem[];
  /** How many tickets came from Jira for the first time; they are not listed one by one. */
  readonly imported: number;
  readonly commits: readonly Oid[];
  /** What had waited in the queue of offline work and is in Jira now, oldest first. */
  readonly dequeued: readonly QueueEntry[];
  /** What ended the cycle early, null where nothing did. */
  readonly error: string | null;
};

/** The report of a ticket after its cycle; null where there is nothing to tell. */
export function reportItem(work: Work, mode: 'done' | 'planned'): ReportItem | null {
  const item = itemOf(work, mode);
  const { jira, git, holds, findings, failure } = item;
  if (mode === 'done' && item.situation === 'new-in-jira' && failure === null && holds.length === 0) return null;
  const isEmpty = jira.length + git.length + holds.length + findings.length === 0 && failure === null;
  return isEmpty ? null : item;
}

/** All there is to say of a ticket, even if that is nothing; `planned` lists what would be done. */
export function itemOf(work: Work, mode: 'done' | 'planned'): ReportItem {
  const { plan, failure } = work;
  return {
    ref: work.ref,
    key: plan.key,
    situation: plan.situation,
    findings: mergeFindings(work.found, plan.findings),
    jira: mode === 'done' ? work.done.map(({ action }) => action) : plan.jira,
    git: failure === null ? plan.git : [],
    holds: plan.holds,
    approximated: plan.approximated,
    failure: failure === null ? null : { reason: failure.message, retries: failure.kind !== 'rejected' },
  };
}
