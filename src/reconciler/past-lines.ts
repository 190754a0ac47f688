import type { GitWorklog, WorklogLine } from '../model/worklog.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { Parts } from './parts.ts';

/** How many commits of one month are looked at. */
const MOST_COMMITS = 200;

/** A ticket's lines of a month at one commit, by their ids. */
export type PastState = { readonly oid: Oid; readonly lines: ReadonlyMap<string, readonly GitWorklog[]> };

/** What history says of a ticket's lines. Each question is asked of git once, however many lines a push doubled. */
export type PastLines = {
  /** At each commit that changed the month's file, the newest first. */
  statesOf(month: string): Promise<readonly PastState[]>;
  isBefore(one: Oid, later: Oid): Promise<boolean>;
};

export function pastLinesOf({ store, git, project }: Parts, commit: Oid, key: string): PastLines {
  const months = new Map<string, Promise<readonly PastState[]>>();
  const relations = new Map<string, Promise<boolean>>();
  async function read(month: string): Promise<readonly PastState[]> {
    const states: PastState[] = [];
    for (const { oid } of await store.history(null, commit, `worklogs/${month}.jsonl`, MOST_COMMITS)) {
      const worklogs = await git.readWorklogs(oid, [key], project.format());
      states.push({ oid, lines: byId(worklogs.get(key)?.lines ?? []) });
    }
    return states;
  }
  return {
    statesOf: (month) => once(months, month, () => read(month)),
    isBefore: (one, later) => once(relations, `${one} ${later}`, () => store.isAncestor(one, later)),
  };
}

function byId(lines: readonly WorklogLine[]): ReadonlyMap<string, readonly GitWorklog[]> {
  const grouped = new Map<string, GitWorklog[]>();
  for (const { worklog } of lines) {
    if (worklog.id === null) continue;
    const group = grouped.get(worklog.id);
    if (group === undefined) grouped.set(worklog.id, [worklog]);
    else group.push(worklog);
  }
  return grouped;
}

function once<T>(answers: Map<string, Promise<T>>, question: string, ask: () => Promise<T>): Promise<T> {
  const answer = answers.get(question) ?? ask();
  answers.set(question, answer);
  return answer;
}
