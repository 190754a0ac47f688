import type { KeyQueue } from './key-queue.ts';
import type { Parts } from './parts.ts';
import type { BatchContext, Runner } from './run-batch.ts';
import { createPace } from './sweep/pace.ts';

export type DrainOptions = {
  /** How many tickets are read, written and committed together. */
  readonly batch: number;
  readonly quickWaits: () => boolean;
  readonly serveRequests: () => Promise<void>;
  readonly stopping: AbortSignal;
};

type DrainContext = Omit<BatchContext, 'prefetched'>;
/** Finds what moved on either side, and puts it into the queue. */
type Look = () => Promise<void>;

/** Works off the queue in batches, and keeps a flood from holding up what comes after it. */
export interface Drain {
  /** Everything that is due, until nothing is. */
  run(context: DrainContext, look: Look): Promise<void>;
  /** Somebody named this ticket: it does not wait behind others. */
  name(ref: string): void;
}

export function createDrain(
  parts: Pick<Parts, 'clock'>,
  queue: KeyQueue,
  runner: Runner,
  options: DrainOptions,
): Drain {
  const pace = createPace(options.batch, parts.clock);
  const named = new Set<string>();

  /** Only what came since the flood that is being worked off, and was not part of it. */
  async function letThrough(context: DrainContext, look: Look): Promise<void> {
    const flood = new Set(queue.keys().filter((ref) => !named.has(ref)));
    named.clear();
    await look();
    const fresh = queue.keys().filter((ref) => !flood.has(ref));
    const refs = queue.takeOf(fresh.slice(0, pace.size()), parts.clock());
    if (refs.length > 0) await runner.run(refs, { ...context, prefetched: new Map() });
  }

  return {
    async run(context, look) {
      named.clear();
      for (;;) {
        if (options.stopping.aborted) {
          if (queue.size > 0) context.report.cut = true;
          return;
        }
        const refs = queue.take(parts.clock(), pace.size());
        if (refs.length === 0) return;
        await pace.keep(refs.length, () => runner.run(refs, { ...context, prefetched: new Map() }));
        await options.serveRequests();
        if (options.quickWaits() && queue.size > 0) await letThrough(context, look);
      }
    },
    name: (ref) => named.add(ref),
  };
}
