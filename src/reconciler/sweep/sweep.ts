import { refOfIssue } from '../find-dirty.ts';
import type { JiraTicket } from '../jira-ticket.ts';
import type { Prefetched } from '../observe.ts';
import type { Parts } from '../parts.ts';
import { type ListedPage, listFrom, type Remaining } from './list-from.ts';
import type { Pace } from './pace.ts';

export type SweepOptions = {
  /** What a cut sweep has left. */
  readonly remaining: Remaining;
  /** How many tickets are handed on together. */
  readonly pace: Pace;
  readonly stopping: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
  /** Whoever waits has a turn, between two pages as between two batches. */
  readonly giveWay: () => Promise<void>;
  /** Reconciles tickets that were read just now; `last` is the key at which the listing stands then. */
  readonly reconcile: (refs: readonly string[], prefetched: Prefetched, last: string) => Promise<void>;
};

/**
 * Reads every issue of the project, whole, and hands them on in batches. Answers the ids it saw: a ticket that is not
 * among them may be gone, or hidden, or only late in Jira's index.
 */
export async function sweep(parts: Parts, options: SweepOptions): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  let waiting: readonly JiraTicket[] = [];
  let total: number | null = null;
  const flush = async (batch: readonly JiraTicket[]) => {
    const refs = batch.map(({ id, key }) => refOfIssue(parts.snapshot, id, key));
    const prefetched = new Map(
      batch.flatMap((ticket) => [[ticket.id, ticket] as const, [ticket.key, ticket] as const]),
    );
    await options.pace.keep(batch.length, () => options.reconcile(refs, prefetched, batch.at(-1)?.key ?? ''));
    options.progress(seen.size - waiting.length, total);
    await options.giveWay();
  };
  const takeRest = async () => {
    const rest = waiting;
    waiting = [];
    if (rest.length > 0 && !options.stopping.aborted) await flush(rest);
  };
  const pages = readAhead<ListedPage>(listFrom(parts.jira, options.remaining))[Symbol.asyncIterator]();
  const nextPage = () =>
    pages.next().catch(async (error: unknown) => {
      // What was read before Jira was lost need not be asked for again; the first failure is the one to tell.
      await takeRest().catch(() => {});
      throw error;
    });
  for (let step = await nextPage(); step.done !== true; step = await nextPage()) {
    const page = step.value;
    if (options.stopping.aborted) return seen;
    total = page.total;
    for (const id of page.before) seen.add(id);
    const fresh = page.tickets.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    waiting = [...waiting, ...fresh];
    if (waiting.length < options.pace.size()) await options.giveWay();
    while (waiting.length >= options.pace.size() && !options.stopping.aborted) {
      const batch = waiting.slice(0, options.pace.size());
      waiting = waiting.slice(batch.length);
      await flush(batch);
    }
  }
  await takeRest();
  return seen;
}

/** Asks Jira for the next page while the one before is worked on. */
async function* readAhead<T>(pages: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = iterator.next();
    // Whoever waits for it learns of a failure; until then it must not count as unhandled.
    next.catch(() => {});
    yield value;
  }
}
