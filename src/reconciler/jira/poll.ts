import type { Cursor } from '../../snapshot/snapshot-meta.ts';
import type { IssueStamp, JiraPoll } from '../jira-side.ts';
import { askAside } from './ask-aside.ts';
import { getServerInfo } from './client-site.ts';
import { msOfJiraTime } from './jira-time.ts';
import { scopeJql, updatedSinceJql } from './jql.ts';
import { stampPages } from './list.ts';
import { goOnFrom, isTurnAside, type PollMemory, rememberIssue } from './poll-memory.ts';
import { readProfileZone } from './profile-zone.ts';
import { member } from './raw.ts';
import { readNames } from './read-names.ts';
import type { Session } from './session.ts';
import { readWorklogFeed } from './worklog-feed.ts';
import { issuesOfWorklogs } from './worklog-issues.ts';

/** Cloud's index shows a change after seconds to minutes, and not even in order; Server's at once, but for other nodes. */
const OVERLAP_MS = { cloud: 5 * 60_000, server: 2 * 60_000 } as const;

/** A zone that is older than this is asked for before a moment is told in it: who polls every minute never has to. */
const ZONE_MS = 10 * 60_000;
/** What is dated so much earlier than Jira's own stamps is not by Jira's clock. */
const MOST_BACK_MS = 26 * 3_600_000;

/** What moved since the cursor: one search and the two worklog feeds when nothing did. A null cursor starts at Jira's now. */
export async function poll(session: Session, cursor: Cursor | null, memory: PollMemory): Promise<JiraPoll> {
  if (cursor === null) return startPoll(session);
  goOnFrom(memory, cursor);
  const now = session.options.timing.clock();
  if (now - session.profile.askedMs > ZONE_MS) await readProfileZone(session);
  if (isTurnAside(memory, now)) return pollAside(session, cursor, memory);
  const [changed, updated, deleted] = await Promise.all([
    changedSince(session, cursor.updatedMs),
    readWorklogFeed(session, 'updated', notAhead(session, cursor.worklogsUpdatedMs), memory.seen.updated),
    readWorklogFeed(session, 'deleted', notAhead(session, cursor.worklogsDeletedMs), memory.seen.deleted),
  ]);
  for (const { id } of changed.stamps) rememberIssue(memory, id, true);
  const worklogIds = [...new Set(updated.fresh.map((entry) => entry.worklogId))];
  const worklogIssues = worklogIds.length === 0 ? [] : await issuesOfWorklogs(session, worklogIds, memory);
  replace(memory.seen.updated, updated.all);
  replace(memory.seen.deleted, deleted.all);
  const deletedWorklogs = [...new Set(deleted.fresh.map((entry) => entry.worklogId))];
  memory.cursor = {
    updatedMs: changed.untilMs,
    worklogsUpdatedMs: Math.max(updated.untilMs, cursor.worklogsUpdatedMs),
    worklogsDeletedMs: Math.max(deleted.untilMs, cursor.worklogsDeletedMs),
  };
  return { stamps: changed.stamps, worklogIssues, deletedWorklogs, cursor: memory.cursor };
}

/** The feeds, which withhold the last minute anyway, can wait for the next poll: a quiet one costs no more for it. */
async function pollAside(session: Session, cursor: Cursor, memory: PollMemory): Promise<JiraPoll> {
  const [changed] = await Promise.all([changedSince(session, cursor.updatedMs), askAside(session, memory.aside.turns)]);
  for (const { id } of changed.stamps) rememberIssue(memory, id, true);
  memory.cursor = { ...cursor, updatedMs: changed.untilMs };
  return { stamps: changed.stamps, worklogIssues: [], deletedWorklogs: [], cursor: memory.cursor };
}

/** What a thing was called at the beginning has to be known before it is called otherwise. */
async function startPoll(session: Session): Promise<JiraPoll> {
  const { client, options } = session;
  await readNames(session);
  const { body } = await getServerInfo(client);
  const now = msOfJiraTime(member(body, 'serverTime')) ?? options.timing.clock();
  const cursor = { updatedMs: now, worklogsUpdatedMs: now, worklogsDeletedMs: now };
  return { stamps: [], worklogIssues: [], deletedWorklogs: [], cursor };
}

/** The cursor follows Jira's own stamps, less the time that reading took: what changed meanwhile may have been passed by. */
async function changedSince(session: Session, cursorMs: number) {
  const { options, site, profile } = session;
  const sinceMs = notAhead(session, cursorMs) - (options.overlapMs ?? OVERLAP_MS[site.flavor]);
  const jql = updatedSinceJql(scopeJql(options.project, options.jql), sinceMs, profile.zone);
  const startedMs = options.timing.clock();
  const stamps: IssueStamp[] = [];
  for await (const page of stampPages(session, jql)) stamps.push(...page);
  const tookMs = options.timing.clock() - startedMs;
  const newestMs = stamps.reduce((newest, { updated }) => Math.max(newest, msOfJiraTime(updated) ?? 0), 0);
  return { stamps, untilMs: Math.max(cursorMs, newestMs - tookMs) };
}

/** Where Jira's clock was put back, what happens now is earlier than the cursor: its answers are dated so. */
function notAhead({ client }: Session, cursorMs: number): number {
  return Math.min(cursorMs, Math.max(client.toldMs() ?? cursorMs, cursorMs - MOST_BACK_MS));
}

function replace(seen: Set<string>, entries: ReadonlySet<string>): void {
  seen.clear();
  for (const entry of entries) seen.add(entry);
}
