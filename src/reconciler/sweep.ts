import { refOfIssue } from './find-dirty.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Prefetched } from './observe.ts';
import type { Parts } from './parts.ts';

export type SweepOptions = {
  /** How many tickets are handed on together. */
  readonly sweepBatch: number;
  readonly stopping: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
};

/**
 * Reads every issue of the project, whole, and hands them on in batches. Answers the ids it saw: a ticket that is not
 * among them may be gone, or hidden, or only late in Jira's index.
 */
export async function sweep(
  parts: Parts,
  options: SweepOptions,
  reconcileBatch: (refs: readonly string[], prefetched: Prefetched) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  let batch: JiraTicket[] = [];
  let total: number | null = null;
  const flush = async () => {
    const refs = batch.map(({ id, key }) => refOfIssue(parts.snapshot, id, key));
    const prefetched = new Map(
      batch.flatMap((ticket) => [[ticket.id, ticket] as const, [ticket.key, ticket] as const]),
    );
    batch = [];
    await reconcileBatch(refs, prefetched);
    options.progress(seen.size, total);
  };
  for await (const page of readAhead(parts.jira.list())) {
    total = page.total;
    const fresh = page.tickets.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    batch.push(...fresh);
    if (batch.length >= options.sweepBatch) await flush();
    if (options.stopping.aborted) return seen;
  }
  if (batch.length > 0) await flush();
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
