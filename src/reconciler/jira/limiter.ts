import PQueue from 'p-queue';
import { Failure } from '../../model/failure.ts';
import type { Call, Reply } from './exchange.ts';
import type { Timing } from './options.ts';
import { exhaustedMs, retryAfterMs } from './retry-after.ts';
import { WriteWindow } from './write-window.ts';

/** Up to here a pause is waited out; beyond, requests are refused at once and the loop comes back later. */
const LONGEST_PAUSE_MS = 15_000;

/**
 * The one gate before Jira: bounded concurrency, pauses when Jira asks for them, one write at a time per issue
 * and, on Cloud, no more writes to an issue than Jira takes.
 */
export class Limiter {
  /** True once the site is known to be Cloud. */
  limitIssueWrites = false;
  readonly #queue: PQueue;
  readonly #lanes = new Map<string, PQueue>();
  readonly #window = new WriteWindow();
  readonly #timing: Timing;
  readonly #signal: AbortSignal;
  #pausedUntilMs = 0;

  constructor(concurrency: number, timing: Timing, signal: AbortSignal) {
    this.#queue = new PQueue({ concurrency });
    this.#timing = timing;
    this.#signal = signal;
  }

  /** Runs the task when it may; rejects at once with a `transient` failure while Jira wants a long silence. */
  async run<T>(call: Call, task: () => Promise<T>): Promise<T> {
    if (call.writes === null) return this.#enqueue(task);
    const issue = call.writes;
    return this.#lane(issue).add(async () => {
      await this.#waitForWindow(issue);
      return this.#enqueue(task);
    });
  }

  /** Learns from an answer how much Jira still wants to hear. */
  observe(reply: Reply): void {
    const refused = reply.status === 429 || reply.status === 503;
    const now = this.#timing.clock();
    const pauseMs = refused ? retryAfterMs(reply, now) : exhaustedMs(reply);
    if (pauseMs !== null && pauseMs > 0) this.#pause(now + pauseMs);
  }

  async #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const waitMs = this.#pausedUntilMs - this.#timing.clock();
    if (waitMs > LONGEST_PAUSE_MS) {
      const seconds = Math.ceil(waitMs / 1000);
      throw new Failure('transient', `Jira asked for a pause of ${seconds} s`, { retryAfterMs: waitMs });
    }
    return this.#queue.add(task);
  }

  #lane(issue: string): PQueue {
    const known = this.#lanes.get(issue);
    if (known) return known;
    const lane = new PQueue({ concurrency: 1 });
    this.#lanes.set(issue, lane);
    lane.on('idle', () => this.#lanes.delete(issue));
    return lane;
  }

  async #waitForWindow(issue: string): Promise<void> {
    if (!this.limitIssueWrites) return;
    const waitMs = this.#window.delayMs(issue, this.#timing.clock());
    if (waitMs > 0) await this.#timing.sleep(waitMs, this.#signal);
    this.#window.note(issue, this.#timing.clock());
  }

  #pause(untilMs: number): void {
    if (untilMs <= this.#pausedUntilMs) return;
    this.#pausedUntilMs = untilMs;
    if (untilMs - this.#timing.clock() > LONGEST_PAUSE_MS) return;
    this.#queue.pause();
    void this.#resumeAt(untilMs);
  }

  async #resumeAt(untilMs: number): Promise<void> {
    try {
      await this.#timing.sleep(Math.max(untilMs - this.#timing.clock(), 0), this.#signal);
    } catch {
      // Closing: what waits is let through and ends at the closed signal.
    }
    const isOvertaken = this.#pausedUntilMs !== untilMs;
    const isWaitedOut = this.#pausedUntilMs - this.#timing.clock() <= LONGEST_PAUSE_MS;
    if (!isOvertaken || !isWaitedOut || this.#signal.aborted) this.#queue.start();
  }
}
