import type { EngineEvent } from './engine.ts';
import type { Maintenance } from './maintenance.ts';
import type { Parts } from './parts.ts';

/** Maintenance of the repository in its turn: in the lane, so that nothing of ours is written meanwhile. */
export interface Upkeep {
  /** Runs it and tells what came of it. Rejects when the lane lets nothing in any more. */
  run(): Promise<void>;
  /** The same, for a clock: nobody waits for it. */
  runSoon(): void;
}

export type UpkeepOptions = {
  /** Waits for the lane, behind everybody else. */
  readonly enter: (task: () => Promise<void>) => Promise<void>;
  readonly tell: (event: EngineEvent) => void;
  readonly stopping: AbortSignal;
};

/** `maintenance` is null where there is nothing to do. */
export function createUpkeep(
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  maintenance: Maintenance | null,
  { enter, tell, stopping }: UpkeepOptions,
): Upkeep {
  let isWaiting = false;

  async function maintain(): Promise<void> {
    if (maintenance === null) return;
    const startedAtMs = clock();
    const report = await maintenance.run(stopping);
    tell({ kind: 'maintenance', report, tookMs: clock() - startedAtMs });
  }

  return {
    run: () => enter(maintain),
    runSoon() {
      // A long sweep is not followed by as many runs as the clock has asked for meanwhile.
      if (isWaiting || stopping.aborted) return;
      isWaiting = true;
      enter(maintain)
        .catch((error: unknown) => {
          if (!stopping.aborted) log.error('maintenance not run', { reason: String(error) });
        })
        .finally(() => {
          isWaiting = false;
        });
    },
  };
}
