import { Failure } from '../../model/failure.ts';
import type { EngineEvent } from '../../reconciler/engine.ts';
import type { Log } from '../../reconciler/log.ts';
import type { TokenFinding } from './token-finding.ts';

export type TokenWatch = {
  /** Looks for the first time once Jira answers. */
  note(event: EngineEvent): void;
  stop(): void;
};

export type WatchOptions = {
  readonly inspect: (nowMs: number) => Promise<readonly TokenFinding[]>;
  readonly log: Log;
  readonly clock: () => number;
  /** Asks to be called so often; answers how to end that. */
  readonly every: (ms: number, task: () => void) => () => void;
};

const DAY_MS = 24 * 3600_000;
const LOOK_EVERY_MS = 3600_000;

/** Tells the log about tokens that are of no use or end soon: when the service has begun, and once a day. */
export function watchTokens({ inspect, log, clock, every }: WatchOptions): TokenWatch {
  let lookedAtMs: number | null = null;
  let isLooking = false;
  let isWell = false;

  async function look(): Promise<void> {
    const nowMs = clock();
    if (isLooking || !isWell || (lookedAtMs !== null && nowMs - lookedAtMs < DAY_MS)) return;
    isLooking = true;
    try {
      for (const { level, message, fix } of await inspect(nowMs)) {
        if (level === 'failed') log.error('token', { problem: message, fix });
        else if (level === 'warning') log.warn('token', { problem: message, fix });
      }
      lookedAtMs = nowMs;
    } catch (error) {
      // The next look is in an hour.
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof Failure) log.info('tokens not looked at', { reason });
      else log.error('tokens not looked at', { reason });
    } finally {
      isLooking = false;
    }
  }

  const end = every(LOOK_EVERY_MS, () => void look());
  return {
    note(event) {
      if (event.kind !== 'health') return;
      isWell = event.health.state === 'ok';
      if (lookedAtMs === null) void look();
    },
    stop: end,
  };
}
