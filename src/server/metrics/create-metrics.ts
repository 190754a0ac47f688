import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isEcho } from '../../reconciler/batch-event.ts';
import type { EngineEvent, StatusReport } from '../../reconciler/engine.ts';
import type { StoreSize } from '../../reconciler/maintenance.ts';
import { createLagClock } from './lag-clock.ts';
import { PendingTracker } from './pending-changes.ts';

/** What is measured of one server, in a registry of its own. */
export type Metrics = {
  readonly contentType: string;
  /** One request to Jira; `endpoint` is a pattern without keys, `status` 0 where no answer came. */
  jiraRequest(sample: { readonly endpoint: string; readonly status: number }): void;
  engineEvent(event: EngineEvent): void;
  /** Jira said at `sentAtMs`, by its own clock, that these tickets changed. */
  webhook(refs: readonly string[], sentAtMs: number, nowMs: number): void;
  /** Somebody pushed, as far as the hook told. */
  push(nowMs: number): void;
  /** The text that Prometheus reads. */
  render(status: StatusReport, nowMs: number): Promise<string>;
};

const LAG_SECONDS = [0.25, 0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 900];
const CYCLE_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];

/** `withProcess` adds what is known of the whole process: one of the servers in it may ask for that. */
export function createMetrics({ withProcess }: { readonly withProcess: boolean }): Metrics {
  const register = new Registry();
  if (withProcess) collectDefaultMetrics({ register });
  const counters = countersOf(register);
  const gauges = gaugesOf(register);
  const lag = createLagClock();
  const pending = new PendingTracker();
  return {
    contentType: register.contentType,
    jiraRequest: ({ endpoint, status }) => counters.jiraRequests.inc({ endpoint, status: String(status) }),
    webhook: lag.webhook,
    push: lag.push,
    engineEvent(event) {
      if (event.kind === 'batch') {
        const { toCommit, toJira } = lag.arrived(event);
        for (const seconds of toCommit) counters.webhookToCommit.observe(seconds);
        for (const seconds of toJira) counters.pushToJira.observe(seconds);
        for (const ticket of event.tickets) {
          pending.note(ticket);
          if (isEcho(event, ticket)) counters.echoes.inc();
          if (ticket.failureKind !== null) counters.errors.inc({ kind: ticket.failureKind });
          for (const hold of ticket.newHolds) if (hold.kind === 'refused') counters.errors.inc({ kind: 'rejected' });
        }
      }
      if (event.kind === 'maintenance') {
        counters.maintenance.inc({ outcome: event.report.kind });
        if (event.report.kind !== 'skipped') noteSize(gauges, event.report.size);
      }
      if (event.kind !== 'cycle') return;
      const { startedAtMs, endedAtMs } = event.report;
      counters.cycles.observe((endedAtMs - startedAtMs) / 1000);
      if (event.failure !== null) counters.errors.inc({ kind: event.failure });
      lag.cycleEnded(startedAtMs);
    },
    async render(status, nowMs) {
      const { git, jira } = pending.count(status);
      const conflicts = status.pending.flatMap(({ holds }) => holds.filter(({ kind }) => kind === 'conflict'));
      gauges.queueDepth.set(status.queued.count);
      gauges.pendingChanges.set({ side: 'git' }, git);
      gauges.pendingChanges.set({ side: 'jira' }, jira);
      gauges.conflicts.set(conflicts.length);
      gauges.lastSuccess.set((status.health.lastSuccessMs ?? 0) / 1000);
      const { oldestMs } = status.verified;
      gauges.verifiedLag.set(oldestMs === null ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - oldestMs) / 1000);
      return register.metrics();
    },
  };
}

function noteSize(gauges: ReturnType<typeof gaugesOf>, { loose, packs, packBytes }: StoreSize): void {
  gauges.looseObjects.set(loose);
  gauges.packs.set(packs);
  gauges.packBytes.set(packBytes);
}

function countersOf(register: Registry) {
  const registers = [register];
  return {
    webhookToCommit: new Histogram({
      name: 'tract_webhook_to_commit_seconds',
      help: "From the time that Jira's webhook gives for a change to the commit that has it",
      buckets: LAG_SECONDS,
      registers,
    }),
    pushToJira: new Histogram({
      name: 'tract_push_to_jira_seconds',
      help: 'From the notice of a push to each of its tickets being done in Jira',
      buckets: LAG_SECONDS,
      registers,
    }),
    cycles: new Histogram({
      name: 'tract_cycle_seconds',
      help: 'How long cycles take',
      buckets: CYCLE_SECONDS,
      registers,
    }),
    errors: new Counter({
      name: 'tract_sync_errors_total',
      help: 'Tickets and cycles that could not be finished, and what Jira refused (rejected)',
      labelNames: ['kind'],
      registers,
    }),
    echoes: new Counter({
      name: 'tract_echoes_suppressed_total',
      help: 'Tickets that something moved and that were found as both sides agreed',
      registers,
    }),
    maintenance: new Counter({
      name: 'tract_maintenance_total',
      help: 'How often the repository was looked at for packing: idle, packed or skipped',
      labelNames: ['outcome'],
      registers,
    }),
    jiraRequests: new Counter({
      name: 'tract_jira_requests_total',
      help: 'Requests to Jira by what was asked; status 0 where no answer came',
      labelNames: ['endpoint', 'status'],
      registers,
    }),
  };
}

function gaugesOf(register: Registry) {
  const registers = [register];
  return {
    queueDepth: new Gauge({
      name: 'tract_queue_depth',
      help: 'What was done offline and is not in Jira yet',
      registers,
    }),
    pendingChanges: new Gauge({
      name: 'tract_pending_changes',
      help: 'Changes that have not arrived on this side: held, or not finished',
      labelNames: ['side'],
      registers,
    }),
    conflicts: new Gauge({ name: 'tract_conflicts', help: 'Fields that both sides changed differently', registers }),
    lastSuccess: new Gauge({
      name: 'tract_last_success_timestamp_seconds',
      help: 'When a cycle last went well; 0 before the first',
      registers,
    }),
    looseObjects: new Gauge({
      name: 'tract_repository_loose_objects',
      help: 'Objects of the repository that are in no pack, when it was last looked at for packing',
      registers,
    }),
    packs: new Gauge({ name: 'tract_repository_packs', help: 'Packs of the repository', registers }),
    packBytes: new Gauge({ name: 'tract_repository_pack_bytes', help: 'Bytes of all these packs', registers }),
    verifiedLag: new Gauge({
      name: 'tract_verified_lag_seconds',
      help: 'How long ago the ticket verified longest ago was found equal on both sides, or held; infinite before the first sweep',
      registers,
    }),
  };
}
