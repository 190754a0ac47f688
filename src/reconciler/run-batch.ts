import { Failure } from '../model/failure.ts';
import { isTicketKey } from '../model/ticket-key.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { type BatchEvent, type BatchTicket, batchTicket } from './batch-event.ts';
import { reportItem } from './cycle-report.ts';
import type { ReportDraft } from './cycles.ts';
import type { SyncRequest } from './engine.ts';
import { countRemovals } from './guard.ts';
import type { Intake } from './intake.ts';
import type { JiraSite } from './jira-side.ts';
import type { KeyQueue } from './key-queue.ts';
import type { Prefetched } from './observe.ts';
import type { Parts } from './parts.ts';
import type { TicketPlan } from './plan.ts';
import { reconcile } from './reconcile.ts';
import { requestOfTwin } from './requests/twin.ts';
import { resolveCreates } from './resolve-creates.ts';
import type { Work } from './work.ts';

export type BatchContext = {
  readonly site: JiraSite;
  readonly request: SyncRequest;
  readonly report: ReportDraft;
  readonly prefetched: Prefetched;
};

/** How soon a ticket that Jira did not show is asked for again, before it is believed to be gone. */
const MISSING_AGAIN_MS = 30_000;
const UNSETTLED_AGAIN_MS = 5_000;
/** How soon a file that waits for the issue it became is looked at again. */
const BLOCKED_AGAIN_MS = 60_000;

export interface Runner {
  /** Reconciles these tickets and puts each where its outcome says: finished, or back into the queue. */
  run(refs: readonly string[], context: BatchContext): Promise<void>;
}

export function createRunner(parts: Parts, queue: KeyQueue, intake: Intake, tell: (event: BatchEvent) => void): Runner {
  function tellBatch(tickets: readonly BatchTicket[], commit: Oid | null, { report, prefetched }: BatchContext): void {
    const swept = prefetched.size > 0;
    tell({ kind: 'batch', cycleStartedAtMs: report.startedAtMs, atMs: parts.clock(), swept, commit, tickets });
  }

  async function runBatch(refs: readonly string[], context: BatchContext): Promise<void> {
    try {
      const { site, request, prefetched } = context;
      const { retryHeld, allowDeletes } = request;
      const { removed } = context.report;
      const options = { site, prefetched, retryHeld, allowDeletes, removed, books: intake.books };
      const { works, commit, tip } = await reconcile(parts, refs, options);
      if (commit !== null) {
        intake.committed(tip, commit);
        context.report.commits.push(commit);
      }
      const count = countRemovals(works.map(removalsOf));
      context.report.removed = { tickets: removed.tickets + count.tickets, entries: removed.entries + count.entries };
      tellBatch(works.map(batchTicket), commit, context);
      for (const work of works) settle(work, context.report);
    } catch (error) {
      if (error instanceof Failure) {
        for (const ref of refs) queue.failed(ref, parts.clock(), error.retryAfterMs);
        throw error;
      }
      await runApart(refs, context, error);
    }
  }

  /** A mistake of ours in one ticket must not stop the others: each gets a turn of its own. */
  async function runApart(refs: readonly string[], context: BatchContext, error: unknown): Promise<void> {
    if (refs.length > 1) {
      for (const ref of refs) await runBatch([ref], context);
      return;
    }
    const [ref = ''] = refs;
    const reason = error instanceof Error ? error.message : String(error);
    parts.log.error('ticket not reconciled', {
      ticket: ref,
      reason,
      stack: error instanceof Error ? error.stack : null,
    });
    queue.failed(ref, parts.clock(), null);
    const key = isTicketKey(ref) ? ref : null;
    const item = { ...NOTHING_DONE, ref, key, failure: { reason, retries: true } };
    context.report.items.push(item);
    tellBatch([{ ...item, id: null, newHolds: [], failureKind: 'internal' }], null, context);
  }

  function settle(work: Work, report: ReportDraft): void {
    const { ref, plan, failure, observation } = work;
    const now = parts.clock();
    if (failure === null && plan.jira.length === 0) queue.done(ref);
    else if (failure?.kind === 'rejected') queue.done(ref);
    else queue.failed(ref, now, failure?.retryAfterMs ?? null);
    if (observation.requested.blocked !== null) queue.add(ref, now + BLOCKED_AGAIN_MS);
    if (plan.situation === 'missing-in-jira') queue.add(ref, now + MISSING_AGAIN_MS);
    if (plan.situation === 'new-in-jira' && failure === null) report.imported++;
    const item = reportItem(work, 'done');
    if (item !== null) report.items.push(item);
    if (failure?.kind === 'fatal') throw failure;
  }

  /** While a create is without an answer, an issue that looks new may be its result: it waits. */
  async function withoutUnsettled(refs: readonly string[]): Promise<readonly string[]> {
    const unsettled = await resolveCreates(parts);
    const known = withoutAwaited(sameIssues(refs));
    if (!unsettled) return known;
    const asked = new Set([...parts.snapshot.requests().values()].flatMap(({ result }) => result?.key ?? []));
    const isNew = (ref: string) => parts.snapshot.entryByKey(ref) === null && !asked.has(ref);
    const newcomers = known.filter((ref) => isTicketKey(ref) && isNew(ref));
    for (const ref of newcomers) again(ref, UNSETTLED_AGAIN_MS);
    return known.filter((ref) => !newcomers.includes(ref));
  }

  /** A file whose create was asked for through the API as well waits until it is known whether Jira has it. */
  function withoutAwaited(refs: readonly string[]): readonly string[] {
    const awaited = refs.filter((ref) => requestOfTwin(parts.snapshot, ref)?.state === 'sent');
    for (const ref of awaited) again(ref, UNSETTLED_AGAIN_MS);
    return refs.filter((ref) => !awaited.includes(ref));
  }

  function again(ref: string, inMs: number): void {
    queue.done(ref);
    queue.add(ref, parts.clock() + inMs);
  }

  /** An issue that turned out to be a file's own is the file's business; both must not be worked on at once. */
  function sameIssues(refs: readonly string[]): readonly string[] {
    const fileOf = new Map(parts.snapshot.intents().map(({ result, subject }) => [result?.key, subject]));
    const renamed = refs.map((ref) => (parts.snapshot.entryByKey(ref) === null ? (fileOf.get(ref) ?? ref) : ref));
    for (const ref of refs) if (!renamed.includes(ref)) queue.done(ref);
    return [...new Set(renamed)];
  }

  function apart(refs: readonly string[]): { readonly files: readonly string[]; readonly others: readonly string[] } {
    const made = new Map(refs.map((ref) => [ref, requestOfTwin(parts.snapshot, ref)?.result?.id ?? null]));
    const files = refs.filter((ref) => made.get(ref) !== null);
    const issues = files.flatMap((ref) => parts.snapshot.entryById(made.get(ref) ?? '')?.key ?? []);
    return { files, others: [...new Set([...refs.filter((ref) => made.get(ref) === null), ...issues])] };
  }

  return {
    async run(refs, context) {
      const ready = await withoutUnsettled(refs).catch((error: unknown) => {
        for (const ref of refs) queue.failed(ref, parts.clock(), null);
        throw error;
      });
      const { files, others } = apart(ready);
      // A file for which an issue was made already comes after that issue's own file, and finds it as both sides agreed.
      if (others.length > 0) {
        await runBatch(others, context).catch((error: unknown) => {
          for (const ref of files) queue.failed(ref, parts.clock(), null);
          throw error;
        });
      }
      if (files.length > 0) await runBatch(files, context);
    },
  };
}

/**
 * What counts for the batches that follow: what was removed, and what was stopped, else the rest of many would be few.
 * Tickets that are gone from Jira are counted by the snapshot while they are there.
 */
function removalsOf({ plan, done, failure }: Work): TicketPlan {
  if (failure?.kind === 'rejected' && plan.situation !== 'gone-from-jira') return plan;
  return { ...plan, git: failure === null ? plan.git : [], jira: done.map(({ action }) => action) };
}

const NOTHING_DONE = { situation: 'nothing', findings: [], jira: [], git: [], holds: [], approximated: [] } as const;
