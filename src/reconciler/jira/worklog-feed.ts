import { getWorklogFeed } from './client-search.ts';
import { number, type Raw, record, records, text } from './raw.ts';
import type { Session } from './session.ts';

export type FeedEntry = { readonly worklogId: string; readonly atMs: number };

/** What a feed says since a moment: new entries, all that lie in the overlap, and where it goes on. */
export type FeedNews = {
  readonly fresh: readonly FeedEntry[];
  readonly all: ReadonlySet<string>;
  readonly untilMs: number;
};

/** Jira's nodes write the feed independently; entries may come in a little out of order. */
const OVERLAP_MS = 60_000;

/**
 * Reads one of the site-wide worklog feeds, oldest first, in pages of at most 1000. Jira withholds the last minute.
 * `seen` are the entries of earlier polls, which are not news again.
 */
export async function readWorklogFeed(
  { client }: Session,
  feed: 'updated' | 'deleted',
  cursorMs: number,
  seen: ReadonlySet<string>,
): Promise<FeedNews> {
  const entries = new Map<string, FeedEntry>();
  let sinceMs = Math.max(0, cursorMs - OVERLAP_MS);
  for (;;) {
    const page = record((await getWorklogFeed(client, feed, sinceMs)).body) ?? {};
    for (const entry of entriesOf(page)) entries.set(nameOf(entry), entry);
    const untilMs = number(page.until) ?? sinceMs;
    if (isLast(page) || untilMs <= sinceMs) {
      const fresh = [...entries].filter(([name]) => !seen.has(name)).map(([, entry]) => entry);
      return { fresh, all: new Set(entries.keys()), untilMs: Math.max(untilMs, cursorMs) };
    }
    sinceMs = untilMs;
  }
}

/** Data Center's schema says `isLastPage` where its examples, and Cloud, say `lastPage`. */
function isLast(page: Raw): boolean {
  return (page.lastPage ?? page.isLastPage) !== false;
}

function entriesOf(page: Raw): readonly FeedEntry[] {
  return records(page.values).flatMap((entry) => {
    const worklogId = text(entry.worklogId);
    return worklogId === null ? [] : { worklogId, atMs: number(entry.updatedTime) ?? 0 };
  });
}

function nameOf({ worklogId, atMs }: FeedEntry): string {
  return `${worklogId}@${atMs}`;
}
