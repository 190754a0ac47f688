import PQueue from 'p-queue';
import { Failure } from '../model/failure.ts';
import { runId } from '../snapshot/run-trailer.ts';
import { attempt } from './attempt.ts';
import { createConnection } from './connection.ts';
import type { CycleReport } from './cycle-report.ts';
import type { ReportDraft } from './cycles.ts';
import type { Engine, EngineEvent, SyncRequest } from './engine.ts';
import { createErrands } from './errands.ts';
import type { JiraSite } from './jira-side.ts';
import type { Maintenance } from './maintenance.ts';
import type { Parts } from './parts.ts';
import { previewReport } from './preview-report.ts';
import { readStatus } from './read-status.ts';
import { createFollowingCycles } from './renames/following-cycles.ts';
import type { RequestOutcome, TicketRequest } from './requests/request.ts';
import { createRequestDesk } from './requests/request-desk.ts';
import type { ResolveOutcome } from './resolve/resolve-request.ts';
import { createSchedule, type ScheduleOptions } from './schedule.ts';
import { FULL_SWEEP, isPlain, QUICK_CYCLE } from './sync-requests.ts';
import { createTicketReader } from './ticket-reader.ts';
import { listRunSummaries } from './undo/list-run-summaries.ts';
import { planUndoOf } from './undo/perform-undo.ts';
import type { UndoOutcome } from './undo/undo-request.ts';
import { createUpkeep } from './upkeep.ts';

export type EngineOptions = {
  /** When to poll and when to sweep; null leaves both to the caller (`--once`, tests). */
  readonly schedule: ScheduleOptions | null;
  /** Issues that are read and written together, and committed in one commit. */
  readonly batch: number;
  /** The same for a sweep, which meets every ticket. */
  readonly sweepBatch: number;
  /** None for a repository that only lasts a while, or that somebody else looks after. */
  readonly maintenance?: Maintenance | null;
};

const REQUEST = 2;
const QUICK = 1;
const SWEEP = 0;
const MAINTENANCE = -1;

/**
 * The engine of one project. All work runs in one lane, one cycle after another; a sweep gives way to quick cycles
 * between its pages. Whatever happens outside only causes a cycle to run sooner.
 */
export function createEngine(parts: Parts, options: EngineOptions): Engine {
  const lane = new PQueue({ concurrency: 1 });
  const stopping = new AbortController();
  const listeners = new Set<(event: EngineEvent) => void>();
  let lastCycle: CycleReport | null = null;
  let quickWaiting = false;
  let count = 0;

  const tell = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };
  const connection = createConnection(parts.jira, parts.clock, (health) => tell({ kind: 'health', health }));
  const cycles = createFollowingCycles(parts, {
    batch: options.batch,
    sweepBatch: options.sweepBatch,
    progress: (done, total) => tell({ kind: 'progress', done, total }),
    tell,
    quickWaits: () => quickWaiting,
    serveRequests: async () => {
      await desk.serveAll();
      await errands.runAll();
    },
    serveVisits: () => visits.runAll(),
    stopping: stopping.signal,
  });
  const desk = createRequestDesk(serve, () => {
    inLane(() => desk.serveAll(), REQUEST).catch(() => desk.close(STOPPING));
  });
  const errands = createErrands((task) => inLane(task, REQUEST));
  /** Who asks what there is to do, or to have it done, comes after those who want something of their own. */
  const visits = createErrands((task) => inLane(task, QUICK));
  const enter = (task: () => Promise<void>) => inLane(task, MAINTENANCE);
  const upkeep = createUpkeep(parts, options.maintenance ?? null, { enter, tell, stopping: stopping.signal });
  const schedule = options.schedule === null ? null : createSchedule(options.schedule, parts.log);

  /** Runs one cycle and takes note of how it went; a failure of the whole cycle is told in its report. */
  async function run(request: SyncRequest): Promise<CycleReport> {
    if (request.full) cycles.wantSweep();
    else quickWaiting = false;
    const draft = newDraft();
    const failure = await attempt(async () => cycles.run(await connection.connect(), request, draft));
    connection.note(failure);
    return closeReport(draft, failure);
  }

  function newDraft(): ReportDraft {
    const removed = { tickets: 0, entries: 0 };
    const startedAtMs = parts.clock();
    const cycle = runId(startedAtMs, ++count);
    return { cycle, startedAtMs, items: [], commits: [], dequeued: [], imported: 0, removed, cut: false };
  }

  function closeReport(draft: ReportDraft, failure: Failure | null): CycleReport {
    const { cut, ...told } = draft;
    lastCycle = { ...told, endedAtMs: parts.clock(), error: failure?.message ?? (cut ? CUT : null) };
    tell({ kind: 'cycle', report: lastCycle, failure: failure?.kind ?? null });
    return lastCycle;
  }

  /** Carries out one request. Its part in git is a small cycle, told like any other. */
  async function serve(request: TicketRequest, key: string | null): Promise<RequestOutcome> {
    if (!parts.project.isLoaded()) return STARTING;
    const draft = newDraft();
    try {
      const outcome = await cycles.request(await connection.connect(), request, key, draft);
      if (draft.items.length + draft.commits.length > 0) closeReport(draft, null);
      return outcome;
    } catch (error) {
      if (error instanceof Failure) {
        connection.note(error);
        return { kind: 'away', reason: error.message, retryAfterMs: error.retryAfterMs };
      }
      const reason = error instanceof Error ? error.message : String(error);
      parts.log.error('request ended half-way', { reason, stack: error instanceof Error ? error.stack : null });
      return { kind: 'pending', reason: `it ended half-way (${reason}): ask again with the same idempotency key` };
    }
  }

  /** What a person decided is carried out in its turn, and told like any other cycle. */
  function carryOut<O>(
    task: (site: JiraSite, draft: ReportDraft) => Promise<O>,
    refused: (failure: Failure) => O,
  ): Promise<O | Away> {
    const run = async (): Promise<O | Away> => {
      if (!parts.project.isLoaded()) return STARTING;
      const draft = newDraft();
      try {
        const outcome = await task(await connection.connect(), draft);
        if (draft.items.length + draft.commits.length > 0) closeReport(draft, null);
        return outcome;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (error.kind === 'rejected') return refused(error);
        connection.note(error);
        return { kind: 'away', reason: error.message, retryAfterMs: error.retryAfterMs };
      }
    };
    return errands.run(run).catch(refusedWhenStopped);
  }

  /** What runs is let end when the engine stops, and what waits is refused then: the lane is idle only when nothing runs. */
  function inLane<T>(task: () => Promise<T>, priority: number): Promise<T> {
    const unlessStopped = async () => {
      if (stopping.signal.aborted) throw new Failure('transient', STOPPING);
      return task();
    };
    return lane.add(unlessStopped, { priority });
  }

  function enqueue(request: SyncRequest): Promise<CycleReport> {
    return inLane(() => run(request), request.full ? SWEEP : QUICK);
  }

  /** Ten nudges before the next cycle begins are one. */
  function runSoon(): void {
    if (quickWaiting || stopping.signal.aborted || connection.isOver() || connection.rests()) return;
    quickWaiting = true;
    enqueue(QUICK_CYCLE).catch((error: unknown) => {
      quickWaiting = false;
      if (!stopping.signal.aborted) parts.log.error('cycle not run', { reason: String(error) });
    });
  }

  return {
    async start() {
      await cycles.open();
      await connection.connect().catch((error: unknown) => {
        if (!(error instanceof Failure) || error.kind === 'fatal') throw error;
        connection.note(error);
      });
      schedule?.start({
        poll: runSoon,
        sweep: () => {
          if (!connection.isOver()) enqueue(FULL_SWEEP).catch(() => parts.log.info('sweep not run', {}));
        },
        maintenance: upkeep.runSoon,
      });
      if (options.schedule !== null) runSoon();
    },
    nudge(_side, refs) {
      cycles.want(refs);
      runSoon();
    },
    sync: (request) => (isPlain(request) ? visits.run(() => run(request)) : enqueue(request)),
    request: desk.ask,
    resolve: (request) =>
      carryOut(
        (site, draft) => cycles.resolve(site, request, draft),
        ({ message: reason, fields }): ResolveOutcome => ({ kind: 'invalid', reason, fields }),
      ),
    runs: (limit) => listRunSummaries(parts.store, parts.snapshot.commit, limit),
    previewUndo: (run) => inLane(async () => planUndoOf(parts, run, await parts.git.tip()), QUICK),
    undo: (request) =>
      carryOut(
        (site, draft) => cycles.undo(site, request, draft),
        ({ message: reason }): UndoOutcome => ({ kind: 'refused', reason }),
      ),
    plan: () => visits.run(() => previewReport(parts.clock, async () => cycles.preview(await connection.connect()))),
    project: () => ({ key: parts.project.key(), formerKeys: parts.snapshot.meta.formerKeys }),
    status: async () => {
      const verified = cycles.verified();
      const found = await readStatus(parts, cycles.waiting());
      return { ...found, sweptAtMs: verified.sweptMs, verified, health: connection.health(), lastCycle };
    },
    statusOf: (ref) => visits.run(async () => cycles.look(await connection.connect(), ref)),
    why: (question) => visits.run(async () => cycles.why(await connection.connect(), question)),
    maintain: upkeep.run,
    health: connection.health,
    reader: createTicketReader(parts),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop(cut) {
      schedule?.stop();
      stopping.abort();
      desk.close(STOPPING);
      // What was sent to Jira is on record: the next start finds out what became of it.
      const letGo = () => void parts.jira.close();
      if (cut?.aborted) letGo();
      cut?.addEventListener('abort', letGo, { once: true });
      await lane.onIdle();
      await parts.jira.close();
      await parts.texts.close();
      await parts.store.close();
    },
  };
}

type Away = { readonly kind: 'away'; readonly reason: string; readonly retryAfterMs: number | null };

const STOPPING = 'the sync service is stopping';
const CUT = 'it was stopped before the end: the next run goes on from there';
const STARTING = { kind: 'away', reason: 'the sync service is still starting', retryAfterMs: 5_000 } as const;

/** The lane lets nothing in any more. */
function refusedWhenStopped(error: unknown): Away {
  if (!(error instanceof Failure)) throw error;
  return { kind: 'away', reason: error.message, retryAfterMs: null };
}
