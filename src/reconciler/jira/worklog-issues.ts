import { getWorklogsById } from './client-search.ts';
import { projectOf } from './decode-issue.ts';
import { type PollMemory, rememberIssue } from './poll-memory.ts';
import { records, text } from './raw.ts';
import { readRaw } from './read.ts';
import type { Session } from './session.ts';

const MOST_IDS = 1000;

/** The ids of the project's issues that these worklogs belong to. Issues of other projects are asked for once and left out. */
export async function issuesOfWorklogs(
  session: Session,
  worklogIds: readonly string[],
  memory: PollMemory,
): Promise<readonly string[]> {
  const issueIds = new Set<string>();
  for (let at = 0; at < worklogIds.length; at += MOST_IDS) {
    const { body } = await getWorklogsById(session.client, worklogIds.slice(at, at + MOST_IDS).map(Number));
    for (const worklog of records(body)) issueIds.add(text(worklog.issueId) ?? '');
  }
  issueIds.delete('');
  await meet(
    session,
    [...issueIds].filter((id) => !memory.isOurs.has(id)),
    memory,
  );
  return [...issueIds].filter((id) => memory.isOurs.get(id) === true);
}

async function meet(session: Session, unknown: readonly string[], memory: PollMemory): Promise<void> {
  if (unknown.length === 0) return;
  const found = await readRaw(session, unknown, ['project']);
  for (const id of unknown) {
    const issue = found.get(id);
    rememberIssue(memory, id, issue !== undefined && projectOf(issue) === session.options.project);
  }
}
