import type { Intake } from '../intake-interface.ts';
import type { IssueStamp } from '../jira-side.ts';
import type { Prefetched } from '../observe.ts';
import type { Parts } from '../parts.ts';
import type { Coverage } from './coverage.ts';
import { createPace } from './pace.ts';
import { sweep } from './sweep.ts';

export type WalkOptions = {
  readonly sweepBatch: number;
  readonly stopping: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
};

/** What a walk leaves to the cycle that it is part of. */
export type WalkSteps = {
  readonly reconcile: (refs: readonly string[], prefetched: Prefetched) => Promise<void>;
  readonly giveWay: () => Promise<void>;
  /** Works off what the queue holds. */
  readonly drain: () => Promise<void>;
};

/** Goes over all tickets, when that is due; what a cut walk has done is not done again. */
export interface Walk {
  /** True when a cycle should go over all tickets although nobody asked: they never were, or not all of them. */
  isDue(): boolean;
  /** Somebody asked for one; where that cannot be now, the next cycle that works does it. */
  want(): void;
  /** `anew` begins at the first ticket, whatever an earlier walk has done; `account` is who is shown all of them. */
  run(anew: boolean, account: string, steps: WalkSteps): Promise<void>;
}

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 30 * 60_000;

export function createWalk(parts: Parts, options: WalkOptions, intake: Intake, coverage: Coverage): Walk {
  const pace = createPace(options.sweepBatch, parts.clock);
  let isWanted = false;
  let isRunning = false;
  let failures = 0;
  let notBeforeMs = 0;
  let mapping = 0;

  /** What a listing shows may be older than what a cycle in between has read and recorded. */
  function stillFresh(prefetched: Prefetched): Prefetched {
    const stale = [...prefetched.values()].some(({ id }) => coverage.wasMet(id));
    return stale ? new Map([...prefetched].filter(([, { id }]) => !coverage.wasMet(id))) : prefetched;
  }

  /** Both sides are as they were agreed, as far as Jira's stamp tells; what git changed is found by comparing commits. */
  function isAgreed({ id, key, updated }: IssueStamp): boolean {
    const entry = parts.snapshot.entryById(id);
    if (entry === null || entry.pending || entry.missingSinceMs !== null) return false;
    return entry.key === key && entry.updated === updated && Object.keys(entry.unseen).length === 0;
  }

  async function walk(anew: boolean, account: string, steps: WalkSteps): Promise<void> {
    const isOtherMapping = mapping !== intake.mapping();
    mapping = intake.mapping();
    const { meta } = parts.snapshot;
    // Whoever is somebody else may be shown less; and what was lost after the begin has to be met again.
    const isOther = isOtherMapping || (meta.account !== null && meta.account !== account);
    const { after, startedAtMs } = coverage.begin(anew || isOther, meta.repair?.sinceMs ?? 0);
    // Of a first walk nothing is on record but what it has brought in itself, before it was cut.
    const isCut = meta.sweep?.startedAtMs === startedAtMs;
    const isFirst = isCut && meta.sweptAtMs === null && meta.repair === null;
    const seen = await sweep(parts, {
      ...options,
      remaining: { after, isDone: isFirst ? isAgreed : null },
      pace,
      giveWay: steps.giveWay,
      reconcile: async (refs, prefetched, last) => {
        coverage.expect([...prefetched.values()].map(({ id }) => id));
        await steps.reconcile(refs, stillFresh(prefetched));
        coverage.reached(last);
        await intake.noteBooks();
      },
    });
    if (options.stopping.aborted) return intake.noteBooks(true);
    coverage.expect([...parts.snapshot.entries()].flatMap(({ id }) => (seen.has(id) ? [] : [id])));
    await intake.wantUnseen(seen);
    intake.sweptSince(startedAtMs, account);
    await steps.drain();
    if (options.stopping.aborted) return intake.noteBooks(true);
    coverage.finish();
    await intake.noteBooks();
  }

  return {
    isDue() {
      if (isRunning || parts.clock() < notBeforeMs) return false;
      const { sweptAtMs } = coverage.books();
      const mustRepair = parts.snapshot.meta.repair !== null;
      return isWanted || mustRepair || sweptAtMs === null || coverage.isUnfinished() || mapping !== intake.mapping();
    },
    want() {
      isWanted = true;
    },
    async run(anew, account, steps) {
      if (isRunning) return;
      isRunning = true;
      isWanted = false;
      try {
        await walk(anew, account, steps);
        failures = 0;
        notBeforeMs = 0;
      } catch (error) {
        failures += 1;
        // At once the first time: Jira was away, and what comes next shows that it is back.
        const waitMs = failures === 1 ? 0 : FIRST_WAIT_MS * 2 ** Math.min(failures - 2, 10);
        notBeforeMs = parts.clock() + Math.min(waitMs, LONGEST_WAIT_MS);
        throw error;
      } finally {
        isRunning = false;
      }
    },
  };
}
