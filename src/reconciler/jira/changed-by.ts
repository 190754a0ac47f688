import { type CodecContext, handleOf } from './codec-context.ts';
import { decodeComment, decodeWorklog } from './decode-entries.ts';
import { msOfJiraTime } from './jira-time.ts';
import { member, type Raw, records } from './raw.ts';

/** Jira stamps `updated` a little before or after it writes down the change, and some databases drop the fraction. */
const SAME_MOMENT_MS = 2_000;

type Change = { readonly atMs: number | null; readonly who: () => string | null };

/**
 * The handle of whoever made the change that `updated` tells of: from the changelog where it was asked for, else from the
 * comments, the worklogs or the creation. Null where none of these is about that moment.
 */
export function changedBy(issue: Raw, context: CodecContext): string | null {
  const updatedMs = msOfJiraTime(member(issue, 'fields', 'updated'));
  if (updatedMs === null) return null;
  const distance = (change: Change) => Math.abs((change.atMs ?? Number.NEGATIVE_INFINITY) - updatedMs);
  const near = changesOf(issue, context).filter((change) => distance(change) <= SAME_MOMENT_MS);
  return near.toSorted((a, b) => distance(a) - distance(b))[0]?.who() ?? null;
}

function changesOf(issue: Raw, context: CodecContext): readonly Change[] {
  const histories = records(member(issue, 'changelog', 'histories'));
  const comments = records(member(issue, 'fields', 'comment', 'comments'));
  const worklogs = records(member(issue, 'fields', 'worklog', 'worklogs'));
  const created = { atMs: msOfJiraTime(member(issue, 'fields', 'created')), who: member(issue, 'fields', 'creator') };
  return [
    ...comments.map((raw) => entry(raw, () => decodeComment(raw, context)?.author ?? null, context)),
    ...worklogs.map((raw) => entry(raw, () => decodeWorklog(raw, context)?.author ?? null, context)),
    ...histories.map(({ created: at, author }) => ({ atMs: msOfJiraTime(at), who: () => handleOf(author, context) })),
    { atMs: created.atMs, who: () => handleOf(created.who, context) },
  ];
}

/** What our account wrote for somebody else is that person's change. */
function entry(raw: Raw, trueAuthor: () => string | null, context: CodecContext): Change {
  return {
    atMs: msOfJiraTime(raw.updated),
    who: () => {
      const writer = handleOf(raw.updateAuthor ?? raw.author, context);
      return writer === context.account ? trueAuthor() : writer;
    },
  };
}
