import { Failure } from '../model/failure.ts';
import type { QueueEntry } from '../model/queue-entry.ts';
import { awaitedItem, awaitedItems } from './awaited-items.ts';
import type { BatchEvent } from './batch-event.ts';
import type { ReportItem } from './cycle-report.ts';
import { itemOf, reportItem } from './cycle-report.ts';
import type { SyncRequest } from './engine.ts';
import type { Removed } from './guard.ts';
import { createIntake } from './intake.ts';
import type { JiraSite } from './jira-side.ts';
import { createKeyQueue } from './key-queue.ts';
import type { Prefetched } from './observe.ts';
import type { Parts } from './parts.ts';
import { AT_ONCE } from './perform.ts';
import { createOfflineWork } from './queue/offline-work.ts';
import { preview } from './reconcile.ts';
import { decideFromRecords } from './records/decide-records.ts';
import { resolveRequests } from './requests/look-for.ts';
import type { RequestOutcome, TicketRequest } from './requests/request.ts';
import { serveRequest } from './requests/serve-request.ts';
import { awaitedRequests } from './requests/twin.ts';
import { resolveConflicts } from './resolve/resolve-conflicts.ts';
import type { ResolveOutcome, ResolveRequest } from './resolve/resolve-request.ts';
import { type BatchContext, createRunner } from './run-batch.ts';
import { settingsOf } from './settings-of.ts';
import { sweep } from './sweep.ts';
import { performUndo } from './undo/perform-undo.ts';
import type { UndoOutcome, UndoRequest } from './undo/undo-request.ts';
import type { Work } from './work.ts';

export type CyclesOptions = {
  /** How many tickets are read, written and committed together. */
  readonly batch: number;
  readonly sweepBatch: number;
  readonly progress: (done: number, total: number | null) => void;
  readonly tell: (event: BatchEvent) => void;
  /** True where a quick cycle waits: a sweep lets it through between two batches. */
  readonly quickWaits: () => boolean;
  /** Carries out what was asked for meanwhile: nobody waits for the end of a long cycle. */
  readonly serveRequests: () => Promise<void>;
  /** Ends a cycle between two batches; what is left is found again. */
  readonly stopping: AbortSignal;
};

/** What goes on inside the engine's lane, one call at a time. Throws the failure that ended a cycle as a whole. */
export interface Cycles {
  /** Takes over the project's configuration and what an earlier run left. Fatal where the branch has none. */
  open(): Promise<void>;
  want(refs: readonly string[]): void;
  run(site: JiraSite, request: SyncRequest, report: ReportDraft): Promise<void>;
  /** Carries out one request, and brings what it made into git. Throws what is no Failure: then nobody knows how far it came. */
  request(site: JiraSite, request: TicketRequest, key: string | null, report: ReportDraft): Promise<RequestOutcome>;
  /** Settles conflicts of one ticket. Throws the Failure for which nothing could be decided. */
  resolve(site: JiraSite, request: ResolveRequest, report: ReportDraft): Promise<ResolveOutcome>;
  /** Takes back what a run did. Edits made since on either side are met first, so that they stay. */
  undo(site: JiraSite, request: UndoRequest, report: ReportDraft): Promise<UndoOutcome>;
  preview(site: JiraSite): Promise<readonly ReportItem[]>;
  /** What a cycle would do about one ticket; null where neither side has it. */
  look(site: JiraSite, ref: string): Promise<ReportItem | null>;
  waiting(): readonly string[];
}

/** A report while its cycle runs. */
export type ReportDraft = {
  readonly cycle: string;
  readonly startedAtMs: number;
  readonly items: ReportItem[];
  readonly commits: string[];
  readonly dequeued: QueueEntry[];
  imported: number;
  removed: Removed;
  /** The engine stopped before all of it was done. */
  cut: boolean;
};

export function createCycles(parts: Parts, options: CyclesOptions): Cycles {
  const queue = createKeyQueue();
  const intake = createIntake(parts, queue);
  const offline = createOfflineWork(parts, intake);
  const runner = createRunner(parts, queue, intake, options.tell);
  let lastSite: JiraSite | null = null;
  /** Issues that requests changed while a sweep has read them already. */
  const changedMeanwhile = new Set<string>();

  /** Everything that is due, in batches, until nothing is. */
  async function drain(site: JiraSite, request: SyncRequest, report: ReportDraft): Promise<void> {
    for (;;) {
      if (isCut(report, queue.size > 0)) return;
      const refs = queue.take(parts.clock(), options.batch);
      if (refs.length === 0) return;
      await runner.run(refs, { site, request, report, prefetched: new Map() });
      await options.serveRequests();
    }
  }

  /** True where the cycle must not go on; its report says so where something is left of it. */
  function isCut(report: ReportDraft, isLeft: boolean): boolean {
    if (options.stopping.aborted && isLeft) report.cut = true;
    return options.stopping.aborted;
  }

  /** What was read before a request changed it is read again. */
  function stillFresh(prefetched: Prefetched): Prefetched {
    if (changedMeanwhile.size === 0) return prefetched;
    return new Map([...prefetched].filter(([, { id }]) => !changedMeanwhile.has(id)));
  }

  async function pull(ref: string, context: BatchContext): Promise<Failure | null> {
    let failure: Failure | null = null;
    try {
      await runner.run([ref], context);
    } catch (error) {
      // The queue has it: the next cycle tries again, and tells whom it concerns.
      if (!(error instanceof Failure)) throw error;
      failure = error;
      parts.log.warn('ticket not reconciled after a request', { ticket: ref, reason: error.message });
    }
    const id = parts.snapshot.entryByKey(ref)?.id;
    if (id !== undefined) changedMeanwhile.add(id);
    return failure;
  }

  async function look(site: JiraSite, ref: string): Promise<Work | null> {
    const [work] = await preview(parts, [ref], previewOptions(site, intake));
    return work ?? null;
  }

  async function resolve(site: JiraSite, request: ResolveRequest, report: ReportDraft): Promise<ResolveOutcome> {
    await intake.lookAtGit();
    // Whoever decides that a ticket goes has agreed to that one removal.
    const context = { site, request: { ...ONE_TICKET, allowDeletes: 1 }, report, prefetched: new Map() };
    return resolveConflicts(parts, request, {
      look: () => look(site, request.issue),
      pull: async () => {
        const failure = await pull(request.issue, context);
        const last = report.items.findLast(({ key }) => key === request.issue);
        return failure?.message ?? last?.failure?.reason ?? null;
      },
      settings: () => settingsOf(parts, { site, retryHeld: false }),
      committed: (tip, commit) => {
        intake.committed(tip, commit);
        report.commits.push(commit);
      },
    });
  }

  async function quick(site: JiraSite, request: SyncRequest, report: ReportDraft): Promise<void> {
    await resolveRequests(parts, queue);
    await intake.lookAtGit();
    await offline.renameLate();
    await offline.tellStray(report);
    await decideFromRecords({ parts, intake, report, resolve: (decision) => resolve(site, decision, report) });
    await intake.lookAtJira();
    await drain(site, request, report);
    await offline.clear(report);
    await intake.noteBooks();
  }

  async function runAll(site: JiraSite, request: SyncRequest, report: ReportDraft): Promise<void> {
    // Whoever had to connect anew had lost Jira: what failed meanwhile need not wait any longer.
    if (lastSite !== null && lastSite !== site) queue.hurry();
    lastSite = site;
    if (request.retryHeld || request.allowDeletes > 0) intake.wantLeftOver();
    await quick(site, request, report);
    const sweeps = request.full || intake.wantsSweep();
    if (isCut(report, sweeps) || !sweeps) return;
    const startedAtMs = parts.clock();
    changedMeanwhile.clear();
    const seen = await sweep(parts, options, async (refs, prefetched) => {
      await runner.run(refs, { site, request, report, prefetched: stillFresh(prefetched) });
      await options.serveRequests();
      if (options.quickWaits()) await quick(site, request, report);
    });
    if (isCut(report, true)) return;
    await intake.wantUnseen(seen);
    intake.sweptAt(startedAtMs, site.account);
    await drain(site, request, report);
    await intake.noteBooks();
  }

  return {
    open: () => intake.open(),
    want: (refs) => {
      for (const ref of refs) intake.want(ref);
    },
    async run(site, request, report) {
      await runAll(site, request, report);
      const told = new Set(report.items.flatMap(({ ref, failure }) => (failure === null ? [] : [ref])));
      report.items.push(...awaitedItems(parts.snapshot).filter(({ ref }) => !told.has(ref)));
    },
    async request(site, request, key, report) {
      await intake.lookAtGit();
      await offline.renameLate();
      const context = { site, request: ONE_TICKET, report, prefetched: new Map() };
      return serveRequest(parts, site, request, key, async (ref) => void (await pull(ref, context)));
    },
    resolve,
    async undo(site, request, report) {
      await quick(site, ONE_TICKET, report);
      const outcome = await performUndo(parts, request);
      if (outcome.kind !== 'undone' || outcome.commit === null) return outcome;
      report.commits.push(outcome.commit);
      await quick(site, ONE_TICKET, report);
      return outcome;
    },
    async preview(site) {
      await intake.lookAtGit();
      await intake.lookAtJira();
      // What a plan would say of these does not hold: Jira may have made it already.
      const requestOf = awaitedRequests(parts.snapshot);
      const refs = queue.keys().filter((ref) => requestOf(ref) === null);
      const works = await preview(parts, refs, previewOptions(site, intake));
      return [...works.flatMap((work) => reportItem(work, 'planned') ?? []), ...awaitedItems(parts.snapshot)];
    },
    async look(site, ref) {
      const request = awaitedRequests(parts.snapshot)(ref);
      if (request !== null) return awaitedItem(parts.snapshot, request);
      const work = await look(site, ref);
      return work === null || work.plan.situation === 'nothing' ? null : itemOf(work, 'planned');
    },
    waiting: () => queue.keys(),
  };
}

const ONE_TICKET: SyncRequest = { full: false, retryHeld: false, allowDeletes: 0 };

function previewOptions(site: JiraSite, intake: ReturnType<typeof createIntake>) {
  return {
    site,
    prefetched: new Map(),
    retryHeld: false,
    allowDeletes: 0,
    removed: { tickets: 0, entries: 0 },
    deletedWorklogs: intake.deletedWorklogs(),
    rewound: intake.rewound,
    books: intake.books,
    run: 'plan',
    waits: new Map<string, string>(),
    turns: AT_ONCE,
  };
}
