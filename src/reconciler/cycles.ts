import { Failure } from '../model/failure.ts';
import type { QueueEntry } from '../model/queue-entry.ts';
import { awaitedItem, awaitedItems } from './awaited-items.ts';
import type { BatchEvent } from './batch-event.ts';
import type { ReportItem } from './cycle-report.ts';
import { itemOf, reportItem } from './cycle-report.ts';
import { createDrain } from './drain.ts';
import type { SyncRequest, Verified } from './engine.ts';
import type { Removed } from './guard.ts';
import { createIntake } from './intake.ts';
import type { JiraSite } from './jira-side.ts';
import { createKeyQueue } from './key-queue.ts';
import { foresee } from './memory/recall.ts';
import type { Parts } from './parts.ts';
import { previewOptions } from './preview-options.ts';
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
import { createCoverage } from './sweep/coverage.ts';
import { createWalk } from './sweep/walk.ts';
import { performUndo } from './undo/perform-undo.ts';
import type { UndoOutcome, UndoRequest } from './undo/undo-request.ts';
import { answerWhy, type WhyAnswer, type WhyQuestion } from './why/answer-why.ts';
import type { Work } from './work.ts';

export type CyclesOptions = {
  /** How many tickets are read, written and committed together. */
  readonly batch: number;
  readonly sweepBatch: number;
  readonly progress: (done: number, total: number | null) => void;
  readonly tell: (event: BatchEvent) => void;
  /** True where a quick cycle waits: a long one lets it through between two batches. */
  readonly quickWaits: () => boolean;
  /** Carries out what was asked for meanwhile: nobody waits for the end of a long cycle. */
  readonly serveRequests: () => Promise<void>;
  /** Lets those in who ask for a whole cycle: between two pages of a sweep, when the queue is empty. */
  readonly serveVisits: () => Promise<void>;
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
  /** Why a ticket is what it is; null where neither side has it. */
  why(site: JiraSite, question: WhyQuestion): Promise<WhyAnswer | null>;
  waiting(): readonly string[];
  /** A sweep is due: whatever cycle works next does it. */
  wantSweep(): void;
  verified(): Verified;
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
  const coverage = createCoverage(parts.snapshot, parts.clock);
  const intake = createIntake(parts, queue, coverage);
  const offline = createOfflineWork(parts, intake);
  const runner = createRunner(parts, queue, intake, (event) => {
    coverage.note(event);
    options.tell(event);
  });
  const walk = createWalk(parts, options, intake, coverage);
  const drain = createDrain(parts, queue, runner, options);
  let lastSite: JiraSite | null = null;
  /** The last cycle ended early, because somebody was away. */
  let wasAway = false;

  /** True where the cycle must not go on; its report says so where something is left of it. */
  function isCut(report: ReportDraft, isLeft: boolean): boolean {
    if (options.stopping.aborted && isLeft) report.cut = true;
    return options.stopping.aborted;
  }

  /** Finds what moved on either side. */
  async function look(site: JiraSite, report: ReportDraft): Promise<void> {
    await intake.lookAtGit();
    await offline.renameLate();
    await offline.tellStray(report);
    await decideFromRecords({ parts, intake, report, resolve: (decision) => resolve(site, decision, report) });
    await intake.lookAtJira();
    await intake.followNames();
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
    return failure;
  }

  async function lookAtOne(site: JiraSite, ref: string): Promise<Work | null> {
    const [work] = await preview(parts, [ref], previewOptions(site, intake));
    return work ?? null;
  }

  async function resolve(site: JiraSite, request: ResolveRequest, report: ReportDraft): Promise<ResolveOutcome> {
    await intake.lookAtGit();
    // Whoever decides that a ticket goes has agreed to that one removal.
    const context = { site, request: { ...ONE_TICKET, allowDeletes: 1 }, report, prefetched: new Map() };
    return resolveConflicts(parts, request, {
      look: () => lookAtOne(site, request.issue),
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
    await look(site, report);
    await drain.run({ site, request, report }, () => look(site, report));
    await offline.clear(report);
    await intake.noteBooks();
  }

  async function runAll(site: JiraSite, request: SyncRequest, report: ReportDraft): Promise<void> {
    // Whoever had to connect anew had lost Jira: what failed meanwhile need not wait any longer.
    if (wasAway || (lastSite !== null && lastSite !== site)) queue.hurry();
    lastSite = site;
    if (request.retryHeld || request.allowDeletes > 0) intake.wantLeftOver();
    await quick(site, request, report);
    const sweeps = request.full || walk.isDue();
    if (isCut(report, sweeps) || !sweeps) return;
    await walk.run(request.full, site.account, {
      reconcile: (refs, prefetched) => runner.run(refs, { site, request, report, prefetched }),
      giveWay: async () => {
        await options.serveRequests();
        if (options.quickWaits()) await quick(site, request, report);
        await options.serveVisits();
      },
      drain: () => drain.run({ site, request, report }, () => look(site, report)),
    });
    isCut(report, coverage.isUnfinished());
  }

  return {
    open: () => intake.open(),
    want: (refs) => {
      for (const ref of refs) {
        drain.name(ref);
        intake.want(ref);
      }
    },
    async run(site, request, report) {
      await runAll(site, request, report).catch((error: unknown) => {
        wasAway = error instanceof Failure && error.kind === 'transient';
        throw error;
      });
      wasAway = false;
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
      await intake.followNames();
      // What a plan would say of these does not hold: Jira may have made it already.
      const requestOf = awaitedRequests(parts.snapshot);
      const wanted = queue.keys().filter((ref) => requestOf(ref) === null);
      const { waits, keys } = await foresee(parts, wanted);
      const refs = wanted.filter((ref) => !keys.has(ref));
      const works = await preview(parts, refs, { ...previewOptions(site, intake), waits });
      return [...works.flatMap((work) => reportItem(work, 'planned') ?? []), ...awaitedItems(parts.snapshot)];
    },
    async look(site, ref) {
      const request = awaitedRequests(parts.snapshot)(ref);
      if (request !== null) return awaitedItem(parts.snapshot, request);
      const work = await lookAtOne(site, ref);
      return work === null || work.plan.situation === 'nothing' ? null : itemOf(work, 'planned');
    },
    async why(site, question) {
      const work = await lookAtOne(site, question.issue);
      if (work === null || work.plan.situation === 'nothing') return null;
      return answerWhy(parts, work, settingsOf(parts, { site, retryHeld: false }), question);
    },
    waiting: () => queue.keys(),
    wantSweep: walk.want,
    verified: coverage.oldest,
  };
}

const ONE_TICKET: SyncRequest = { full: false, retryHeld: false, allowDeletes: 0 };
