import type { CycleReport, ReportItem } from '../../../src/reconciler/cycle-report.ts';
import type { Engine, Health, StatusReport, SyncRequest } from '../../../src/reconciler/engine.ts';
import type { Log } from '../../../src/reconciler/log.ts';
import type { RequestOutcome } from '../../../src/reconciler/requests/request.ts';
import type { TicketReader } from '../../../src/reconciler/ticket-reader.ts';
import type { ServerOptions } from '../../../src/server/server-options.ts';
import { type RunningServer, startServer } from '../../../src/server/start-server.ts';
import { World } from '../../support/world.ts';

export const KEY = 'k-0123456789abcdef';
export const SECRET = "It's a Secret to Everybody";

export const QUIET: CycleReport = {
  cycle: 'c1',
  startedAtMs: 0,
  endedAtMs: 1,
  items: [],
  commits: [],
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
  report: () => Promise<CycleReport> = async () => QUIET;
  outcome: RequestOutcome = { kind: 'away', reason: 'Jira is away', retryAfterMs: null };
  now: Health = HEALTHY;
  tickets: ReadonlyMap<string, ReportItem> = new Map();

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  nudge(side: 'git' | 'jira', refs: readonly string[]): void {
    this.nudges.push({ side, refs });
  }
  sync(request: SyncRequest): Promise<CycleReport> {
    this.syncs.push(request);
    return this.report();
  }
  async request(): Promise<RequestOutcome> {
    return this.outcome;
  }
  plan(): Promise<CycleReport> {
    return this.report();
  }
  async status(): Promise<StatusReport> {
    return {
      project: 'APP',
      health: this.now,
      tickets: this.tickets.size,
      pending: [...this.tickets.values()],
      problems: [],
      queue: [],
      cursor: null,
      sweptAtMs: null,
      lastCycle: null,
    };
  }
  async statusOf(ref: string): Promise<ReportItem | null> {
    return this.tickets.get(ref) ?? null;
  }
  readonly reader: TicketReader = {
    format: () => new World().format,
    worklogsOf: async () => null,
    worklogsBy: async () => [],
  };
  health(): Health {
    return this.now;
  }
  onEvent(): () => void {
    return () => {};
  }
}

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A server on a free port of loopback, with an API key and a webhook secret. */
export async function serve(engine: Engine, change: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const options: ServerOptions = {
    engine,
    project: 'APP',
    branch: 'refs/heads/main',
    version: '1.2.3',
    repositoryPath: '/srv/app.git',
    apiKeys: [KEY],
    webhookSecret: SECRET,
    clock: () => 61_500,
    startedAtMs: 1_000,
    log: SILENT,
    ...change,
  };
  return startServer(options, '127.0.0.1', 0);
}
