import type { GitWorklog } from '../model/worklog.ts';
import type { BaseWorklog, TicketBase } from '../snapshot/base.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { JiraWorklog } from './jira-ticket.ts';
import { isSameWork } from './match-worklogs.ts';
import type { PlanSettings } from './observation.ts';
import type { Parts } from './parts.ts';
import type { Work } from './work.ts';

/** How many commits of time entries are looked at. */
const MOST_COMMITS = 50;

export type EntryContest = { readonly base: BaseWorklog; readonly jira: JiraWorklog };

/** The time entries of which both sides changed when or how long, or that Jira changed and git removed. */
export function entryContestsOf({ matches }: Work): readonly EntryContest[] {
  return matches.worklogs.flatMap(({ base, git, jira }): readonly EntryContest[] => {
    if (base === null || jira === null || isSameWork(base, jira)) return [];
    const line = git?.worklog ?? null;
    return line !== null && (isSameWork(line, base) || isSameWork(line, jira)) ? [] : [{ base, jira }];
  });
}

/**
 * The base with the times that Jira took from us and that nobody put on record: what Jira has is what a line said since
 * the two last agreed. Words are left as they are: those of both sides are merged, or wait for a person.
 */
export async function recallEntries(
  parts: Parts,
  base: TicketBase,
  contests: readonly EntryContest[],
  commit: Oid,
  settings: PlanSettings,
): Promise<TicketBase> {
  if (contests.length === 0) return base;
  const former = await formerLines(parts, commit, base.key, settings);
  const recalled = new Map(
    contests.filter((contest) => wasInGit(contest, former)).map(({ base: { id }, jira }) => [id, jira]),
  );
  if (recalled.size === 0) return base;
  const worklogs = base.worklogs.map((known): BaseWorklog => {
    const { seconds, started } = recalled.get(known.id) ?? known;
    return { ...known, seconds, started };
  });
  return { ...base, worklogs };
}

/** What the ticket's lines said at each commit, the newest first. */
async function formerLines(
  { store, git }: Parts,
  commit: Oid,
  key: string,
  { format }: PlanSettings,
): Promise<readonly (readonly GitWorklog[])[]> {
  const commits = await store.history(null, commit, 'worklogs', MOST_COMMITS);
  const states = await Promise.all(commits.map(({ oid }) => git.readWorklogs(oid, [key], format)));
  return states.map((state) => (state.get(key)?.lines ?? []).map(({ worklog }) => worklog));
}

/** A merge may have kept the agreed form beside the edit, so the commit that tells is the one without the edit. */
function wasInGit({ base, jira }: EntryContest, former: readonly (readonly GitWorklog[])[]): boolean {
  const says = (lines: readonly GitWorklog[], one: BaseWorklog | JiraWorklog) =>
    lines.some((line) => line.id === base.line && isSameWork(line, one));
  const agreed = former.findIndex((lines) => says(lines, base) && !says(lines, jira));
  return agreed > 0 && former.slice(0, agreed).some((lines) => says(lines, jira));
}
