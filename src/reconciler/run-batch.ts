import { Failure } from '../model/failure.ts';
import { EMPTY_QUEUE } from '../model/queue-entry.ts';
import { isTicketKey, ticketName } from '../model/ticket-key.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { type BatchEvent, type BatchTicket, batchTicket } from './batch-event.ts';
import { reportItem } from './cycle-report.ts';
import type { ReportDraft } from './cycles.ts';
import type { SyncRequest } from './engine.ts';
import type { Intake } from './intake-interface.ts';
import type { JiraAction } from './jira-action.ts';
import type { JiraSite } from './jira-side.ts';
import type { KeyQueue } from './key-queue.ts';
import { createRecall } from './memory/recall.ts';
import type { Prefetched } from './observe.ts';
import type { Parts } from './parts.ts';
import { createPacer } from './queue/pacer.ts';
import { type QueueOrder, queueOrder } from './queue/queue-order.ts';
import { runInWaves, type Waves } from './queue/run-in-waves.ts';
import { reconcile } from './reconcile.ts';
import { tendedRecords } from './records/tended-records.ts';
import { removalsOf } from './removals-of.ts';
import { refsAsNamed } from './renames/read-renames.ts';
import { awaitedRequests, requestOfTwin } from './requests/twin.ts';
import { resolveCreates } from './resolve-creates.ts';
import { goesOnFromRecord } from './tell-conflicts.ts';
import { NOTHING_DONE } from './unreadable-item.ts';
import { waitsForEntries } from './unseen-entries.ts';
import type { Work } from './work.ts';

export type BatchContext = {
  readonly site: JiraSite;
  readonly request: SyncRequest;
  readonly report: ReportDraft;
  readonly prefetched: Prefetched;
};

/** How some of them are run: what waits for others, who is asked again, and in which order time is logged. */
type Manner = {
  readonly waits: ReadonlyMap<string, string>;
  readonly retryHeld: boolean;
  readonly order: QueueOrder;
};

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

  const recall = createRecall(parts);
  const pacer = createPacer(() => parts.project.config().queue, parts.sleep);

  async function runBatch(refs: readonly string[], context: BatchContext, manner: Manner): Promise<void> {
    try {
      const { site, prefetched } = context;
      const { allowDeletes } = context.request;
      const { removed, cycle: run } = context.report;
      const { waits, retryHeld, order } = manner;
      const take = async (action: JiraAction) => {
        if (action.kind === 'add-worklog') await pacer.turn(order.rankOf(action.ref));
      };
      const turns = { inOrder: order.inOrder, take };
      const noted = { books: intake.books, deletedWorklogs: intake.deletedWorklogs(), rewound: intake.rewound };
      const options = { site, prefetched, retryHeld, allowDeletes, removed, ...noted, run, waits, turns };
      const { works, commit, tip, settled, renamed } = await reconcile(parts, refs, options);
      if (commit !== null) {
        intake.committed(tip, commit);
        intake.recordsTended(works.flatMap(tendedRecords));
        context.report.commits.push(commit);
      }
      const count = removalsOf(works);
      context.report.removed = { tickets: removed.tickets + count.tickets, entries: removed.entries + count.entries };
      tellBatch(works.map(batchTicket), commit, context);
      context.report.dequeued.push(...settled.flatMap(({ kind, entry }) => (kind === 'synced' ? [entry] : [])));
      for (const ref of renamed) queue.add(ref);
      for (const work of works) settle(work, context.report, manner);
      await intake.followNames();
    } catch (error) {
      if (error instanceof Failure) {
        for (const ref of refs) queue.failed(ref, parts.clock(), error.retryAfterMs);
        throw error;
      }
      await runApart(refs, context, manner, error);
    }
  }

  /** A mistake of ours in one ticket must not stop the others: each gets a turn of its own. */
  async function runApart(
    refs: readonly string[],
    context: BatchContext,
    manner: Manner,
    error: unknown,
  ): Promise<void> {
    if (refs.length > 1) {
      for (const ref of refs) await runBatch([ref], context, manner);
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
    const item = { ...NOTHING_DONE, ref, key: isTicketKey(ref) ? ref : null, failure: { reason, retries: true } };
    context.report.items.push(item);
    tellBatch([{ ...item, id: null, newHolds: [], failureKind: 'internal', isVerified: false }], null, context);
  }

  function settle(work: Work, report: ReportDraft, { waits }: Manner): void {
    const { ref, plan, failure, observation } = work;
    const now = parts.clock();
    if (failure === null && plan.jira.length === 0) queue.done(ref);
    else if (failure?.kind === 'rejected') queue.done(ref);
    else queue.failed(ref, now, failure?.retryAfterMs ?? null);
    // What waits for another file is taken up when that one has its key.
    if (observation.requested.blocked !== null && !waits.has(ref)) queue.add(ref, now + BLOCKED_AGAIN_MS);
    if (goesOnFromRecord(work, parts.project.config())) queue.add(plan.key ?? ref);
    const isUnseen = plan.situation === 'missing-in-jira' || waitsForEntries(observation);
    if (isUnseen) queue.add(ref, now + parts.confirmDeletesMs);
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

  /**
   * A file whose create was asked for through the API as well waits until it is known whether Jira has it; and so does a
   * ticket with such a time entry, which would come to git as somebody else's.
   */
  function withoutAwaited(refs: readonly string[]): readonly string[] {
    const requestOf = awaitedRequests(parts.snapshot);
    const awaited = refs.filter((ref) => requestOf(ref) !== null);
    for (const ref of awaited) again(ref, UNSETTLED_AGAIN_MS);
    return refs.filter((ref) => !awaited.includes(ref));
  }

  /** A file that is a known ticket's under another name is that ticket's business. */
  async function asNamed(refs: readonly string[], tip: Oid | null): Promise<readonly string[]> {
    const named = await refsAsNamed(parts, tip, refs);
    for (const ref of refs.filter((each) => !named.includes(each))) {
      if (isTicketKey(ref)) again(ref, UNSETTLED_AGAIN_MS);
      else queue.done(ref);
    }
    return named;
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

  /** Files that become tickets, files for which an issue was made already, and tickets, those of such files among them. */
  function apart(refs: readonly string[]) {
    const made = new Map(refs.map((ref) => [ref, requestOfTwin(parts.snapshot, ref)?.result?.id ?? null]));
    const twins = refs.filter((ref) => made.get(ref) !== null);
    const issues = twins.flatMap((ref) => parts.snapshot.entryById(made.get(ref) ?? '')?.key ?? []);
    const others = refs.filter((ref) => made.get(ref) === null);
    const births = others.filter((ref) => ticketName(ref) !== null);
    const tickets = others.filter((ref) => ticketName(ref) === null);
    return { twins, births, tickets: [...new Set([...tickets, ...issues])] };
  }

  /** Time that was logged offline is tried again with every push; nothing else that Jira refused is. */
  async function runTickets(refs: readonly string[], context: BatchContext, manner: Manner): Promise<void> {
    const eager = new Set(manner.retryHeld ? [] : intake.takeRetries(refs));
    const others = refs.filter((ref) => !eager.has(ref));
    if (others.length > 0) await runBatch(others, context, manner);
    if (eager.size > 0) await runBatch([...eager], context, { ...manner, retryHeld: true });
  }

  /** Runs one part after another; where one fails as a whole, the rest is tried again later. */
  async function inTurn(steps: readonly { readonly refs: readonly string[]; readonly run: () => Promise<void> }[]) {
    for (const [index, { refs, run }] of steps.entries()) {
      if (refs.length === 0) continue;
      await run().catch((error: unknown) => {
        for (const ref of steps.slice(index).flatMap((step) => step.refs)) {
          if (queue.isTaken(ref)) queue.failed(ref, parts.clock(), null);
        }
        throw error;
      });
    }
  }

  return {
    async run(refs, context) {
      const met = recall.lookBack(refs).then(() => withoutUnsettled(refs));
      const ready = await met.catch((error: unknown) => {
        for (const ref of refs) queue.failed(ref, parts.clock(), null);
        throw error;
      });
      const tip = await parts.git.tip();
      const order = queueOrder(tip === null ? EMPTY_QUEUE : await parts.git.readQueue(tip));
      const { births, tickets, twins } = apart(order.sorted(await asNamed(ready, tip)));
      const manner = { waits: new Map<string, string>(), retryHeld: context.request.retryHeld, order };
      const waves: Waves = {
        run: async (some, waits) =>
          runBatch(some, context, { ...manner, waits: await recall.meet(some, waits, context.site) }),
        take: (paths) => {
          const free = paths.filter((path) => (requestOfTwin(parts.snapshot, path)?.result ?? null) === null);
          const taken = withoutAwaited(queue.takeOf(free, parts.clock()));
          births.push(...taken);
          return taken;
        },
      };
      await inTurn([
        // What others refer to comes first.
        { refs: births, run: () => runInWaves(parts, [...births], waves) },
        { refs: tickets, run: () => runTickets(tickets, context, manner) },
        // A file for which an issue was made already finds that issue's own file as both sides agreed.
        { refs: twins, run: () => runBatch(twins, context, manner) },
      ]);
    },
  };
}
