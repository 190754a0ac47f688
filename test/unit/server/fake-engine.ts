import type { CycleReport, ReportItem } from '../../../src/reconciler/cycle-report.ts';
import { EMPTY_STATUS } from '../../../src/reconciler/empty-status.ts';
import type {
  Engine,
  EngineEvent,
  Health,
  ProjectKeys,
  StatusReport,
  SyncRequest,
} from '../../../src/reconciler/engine.ts';
import type { Log } from '../../../src/reconciler/log.ts';
import type { RequestOptions, RequestOutcome, TicketRequest } from '../../../src/reconciler/requests/request.ts';
import type { ResolveOutcome, ResolveRequest } from '../../../src/reconciler/resolve/resolve-request.ts';
import type { TicketReader } from '../../../src/reconciler/ticket-reader.ts';
import type { RunSummary } from '../../../src/reconciler/undo/list-run-summaries.ts';
import type { UndoPlan } from '../../../src/reconciler/undo/undo-plan.ts';
import type { UndoOutcome, UndoRequest } from '../../../src/reconciler/undo/undo-request.ts';
import type { WhyAnswer, WhyQuestion } from '../../../src/reconciler/why/answer-why.ts';
import { fixedKeyRing, hashOfKey } from '../../../src/server/access/key-ring.ts';
import { createMetrics } from '../../../src/server/metrics/create-metrics.ts';
import type { ServerOptions } from '../../../src/server/server-options.ts';
import { type RunningServer, startServer } from '../../../src/server/start-server.ts';
import type { Updates } from '../../../src/server/updates.ts';
import { World } from '../../support/world.ts';

export const KEY = 'k-0123456789abcdef';
export const SECRET = "It's a Secret to Everybody";

export const QUIET: CycleReport = {
  cycle: 'c1',
  startedAtMs: 0,
  endedAtMs: 1,
  items: [],
  commits: [],
  dequeued: [],
  imported: 0,
  error: null,
};
export const HEALTHY: Health = {
  state: 'ok',
  reason: null,
  jiraConnected: true,
  flavor: 'server',
  lastSuccessMs: Date.UTC(2026, 1, 14, 9),
};

export const DONE: RequestOutcome = {
  kind: 'done',
  issue: 'APP-1',
  path: 'issues/APP-1.md',
  url: 'https://jira.example/browse/APP-1',
  id: 'line-1',
  jiraId: '10100',
  commit: 'a'.repeat(40),
};

export function item(change: Partial<ReportItem>): ReportItem {
  return {
    ref: 'APP-1',
    key: 'APP-1',
    situation: 'known',
    findings: [],
    jira: [],
    git: [],
    holds: [],
    approximated: [],
    failure: null,
    ...change,
  };
}

/** An engine that remembers what it was asked and answers what a test put into it. */
export class FakeEngine implements Engine {
  readonly nudges: { readonly side: string; readonly refs: readonly string[] }[] = [];
  readonly syncs: SyncRequest[] = [];
  readonly requests: { readonly request: TicketRequest; readonly key: string | null }[] = [];
  outcome: (request: TicketRequest) => RequestOutcome | Promise<RequestOutcome> = () => DONE;
  report: () => Promise<CycleReport> = async () => QUIET;
  now: Health = HEALTHY;
  tickets: ReadonlyMap<string, ReportItem> = new Map();

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async maintain(): Promise<void> {}
  nudge(side: 'git' | 'jira', refs: readonly string[]): void {
    this.nudges.push({ side, refs });
  }
  sync(request: SyncRequest): Promise<CycleReport> {
    this.syncs.push(request);
    return this.report();
  }
  async request(request: TicketRequest, options: RequestOptions): Promise<RequestOutcome> {
    this.requests.push({ request, key: options.idempotencyKey });
    return this.outcome(request);
  }
  readonly resolutions: ResolveRequest[] = [];
  resolution: (request: ResolveRequest) => ResolveOutcome = ({ issue }) => ({ kind: 'unknown-issue', issue });
  async resolve(request: ResolveRequest): Promise<ResolveOutcome> {
    this.resolutions.push(request);
    return this.resolution(request);
  }
  history: readonly RunSummary[] = [];
  async runs(limit: number): Promise<readonly RunSummary[]> {
    return this.history.slice(0, limit);
  }
  undoing: UndoPlan | null = null;
  async previewUndo(): Promise<UndoPlan | null> {
    return this.undoing;
  }
  readonly undone: UndoRequest[] = [];
  undoOutcome: UndoOutcome | null = null;
  async undo(request: UndoRequest): Promise<UndoOutcome> {
    this.undone.push(request);
    return this.undoOutcome ?? { kind: 'unknown-run', run: request.run };
  }
  plan(): Promise<CycleReport> {
    return this.report();
  }
  async status(): Promise<StatusReport> {
    return {
      ...EMPTY_STATUS,
      project: 'APP',
      health: this.now,
      tickets: this.tickets.size,
      pending: [...this.tickets.values()],
    };
  }
  async statusOf(ref: string): Promise<ReportItem | null> {
    return this.tickets.get(ref) ?? null;
  }
  readonly asked: WhyQuestion[] = [];
  reasons: WhyAnswer | null = null;
  async why(question: WhyQuestion): Promise<WhyAnswer | null> {
    this.asked.push(question);
    return this.reasons;
  }
  reader: TicketReader = {
    format: () => new World().format,
    worklogsOf: async () => null,
    ticketsBetween: async () => [],
    worklogsBy: async () => [],
  };
  project(): ProjectKeys {
    return { key: 'APP', formerKeys: ['OLD'] };
  }
  health(): Health {
    return this.now;
  }
  readonly listeners = new Set<(event: EngineEvent) => void>();
  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  tell(event: EngineEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A server that does not update itself. */
export const NO_UPDATES: Updates = {
  state: async () => ({ enabled: false, version: '1.2.3', channel: 'stable', pin: null, running: null, last: null }),
  ask: async () => ({ kind: 'off', reason: 'self-update is off' }),
};

/** A server on a free port of loopback, with an API key and a webhook secret. */
export async function serve(engine: Engine, change: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const options: ServerOptions = {
    engine,
    branch: 'refs/heads/main',
    version: '1.2.3',
    repositoryPath: '/srv/app.git',
    keys: fixedKeyRing([{ name: 'test', sha256: hashOfKey(KEY), rights: ['read', 'write'] }]),
    rateLimit: 1000,
    trustedProxies: [],
    metrics: createMetrics({ withProcess: false }),
    webhookSecret: SECRET,
    clock: () => 61_500,
    startedAtMs: 1_000,
    updates: NO_UPDATES,
    log: SILENT,
    ...change,
  };
  return startServer(options, '127.0.0.1', 0);
}
