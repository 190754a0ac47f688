import type { FailureKind } from '../model/failure.ts';
import type { BatchEvent } from './batch-event.ts';
import type { CycleReport, ReportItem } from './cycle-report.ts';
import type { MaintenanceReport } from './maintenance.ts';
import type { QueueStatus } from './queue/read-queue-status.ts';
import type { RequestOptions, RequestOutcome, TicketRequest } from './requests/request.ts';
import type { ResolveOutcome, ResolveRequest } from './resolve/resolve-request.ts';
import type { TicketReader } from './ticket-reader.ts';
import type { RunSummary } from './undo/list-run-summaries.ts';
import type { UndoPlan } from './undo/undo-plan.ts';
import type { UndoOutcome, UndoRequest } from './undo/undo-request.ts';
import type { WhyAnswer, WhyQuestion } from './why/answer-why.ts';

export type EngineState = 'starting' | 'ok' | 'degraded' | 'stopped';

export type Health = {
  readonly state: EngineState;
  /** Why it is not `ok`, in a line for people. */
  readonly reason: string | null;
  readonly jiraConnected: boolean;
  readonly flavor: 'cloud' | 'server' | null;
  readonly lastSuccessMs: number | null;
};

/**
 * Since when all tickets are known to be equal on both sides, or held; null while some never were. `key` is the ticket
 * that was verified longest ago, null where the last sweep, begun at `sweptMs`, verified all of them.
 */
export type Verified = {
  readonly oldestMs: number | null;
  readonly key: string | null;
  readonly sweptMs: number | null;
};

export type ProjectKeys = { readonly key: string; readonly formerKeys: readonly string[] };

export type StatusReport = {
  readonly project: string;
  /** The former key that the service is configured by; null where that is the present one. */
  readonly calledBy: string | null;
  readonly health: Health;
  readonly tickets: number;
  /** Tickets with something held or not done yet, field by field. */
  readonly pending: readonly ReportItem[];
  /** Files of the branch that cannot be synced as they are. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
  readonly queue: readonly string[];
  /** What was done offline and is not in Jira yet. */
  readonly queued: QueueStatus;
  readonly cursor: { readonly updatedMs: number } | null;
  readonly sweptAtMs: number | null;
  /** Since when, and why, every ticket is met again before anything is overruled; null where all that was agreed is known. */
  readonly repair: { readonly sinceMs: number; readonly reason: string } | null;
  readonly verified: Verified;
  readonly lastCycle: CycleReport | null;
};

export type SyncRequest = {
  /** Walk all tickets instead of what changed. */
  readonly full: boolean;
  /** Try again what Jira refused. */
  readonly retryHeld: boolean;
  readonly allowDeletes: number;
};

/** What the engine tells while it works. */
export type EngineEvent =
  /** `failure` says what ended the cycle early. */
  | { readonly kind: 'cycle'; readonly report: CycleReport; readonly failure: FailureKind | null }
  | BatchEvent
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | null }
  | { readonly kind: 'health'; readonly health: Health }
  /** The repository was packed, or looked at for that. */
  | { readonly kind: 'maintenance'; readonly report: MaintenanceReport; readonly tookMs: number };

/** The reconciler at work on one project: it polls, runs cycles one after another, and answers questions about them. */
export interface Engine {
  /** Connects, takes up what was left, and starts polling. Throws a fatal Failure for what a person must mend first. */
  start(): Promise<void>;
  /** Look at git, or at these tickets of Jira (none: whatever polling finds), sooner than planned. Never waits. */
  nudge(side: 'git' | 'jira', refs: readonly string[]): void;
  /** Reconciles now and answers with the outcome. */
  sync(request: SyncRequest): Promise<CycleReport>;
  /**
   * Makes something in Jira at once and brings it into git: exactly once for each idempotency key, across restarts too.
   * Answers what came of it and never rejects.
   */
  request(request: TicketRequest, options: RequestOptions): Promise<RequestOutcome>;
  /**
   * Settles conflicts of one ticket as a person decided, and reconciles it. Only what is in conflict now, between values
   * that somebody looked at, can be settled.
   */
  resolve(request: ResolveRequest): Promise<ResolveOutcome>;
  /** The newest cycles that wrote, newest first. */
  runs(limit: number): Promise<readonly RunSummary[]>;
  /** What undoing a run would come to; null where no such run is known. Writes nothing. */
  previewUndo(run: string): Promise<UndoPlan | null>;
  /** Takes back what a run did, on both sides; what was changed since stays. */
  undo(request: UndoRequest): Promise<UndoOutcome>;
  /** What the next cycle would do; writes nothing. */
  plan(): Promise<CycleReport>;
  /** The keys of the project: its own, and those that it had in Jira before. */
  project(): ProjectKeys;
  status(): Promise<StatusReport>;
  /** One ticket, read and compared now; null where neither side knows it. */
  statusOf(ref: string): Promise<ReportItem | null>;
  /** Why one ticket is what it is, field by field, read and compared now; null where neither side knows it. */
  why(question: WhyQuestion): Promise<WhyAnswer | null>;
  /** Packs the repository where that is due, between two cycles. */
  maintain(): Promise<void>;
  health(): Health;
  /** Answers from git and the snapshot; nothing is asked of Jira. */
  readonly reader: TicketReader;
  onEvent(listener: (event: EngineEvent) => void): () => void;
  /** Ends the cycle under way in order, starts no other. From `cut` on, what Jira has not answered is not waited for. */
  stop(cut?: AbortSignal): Promise<void>;
}
