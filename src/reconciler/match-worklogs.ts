import { fingerprint } from '../model/fingerprint.ts';
import { sameMarkdown } from '../model/text/reconcile/same-text.ts';
import type { GitWorklog, WorklogLine } from '../model/worklog.ts';
import type { BaseWorklog } from '../snapshot/base.ts';
import type { JiraWorklog } from './jira-ticket.ts';

/** An entry of the git side: the lines that say it (a union merge may have doubled it) and those it replaces. */
export type GitEntry = {
  readonly worklog: GitWorklog;
  readonly lines: readonly WorklogLine[];
  readonly stale: readonly WorklogLine[];
};

/** One time entry on all three; `ref` names it in holds and text outcomes. */
export type WorklogMatch = {
  readonly ref: string;
  readonly base: BaseWorklog | null;
  readonly git: GitEntry | null;
  readonly jira: JiraWorklog | null;
};

/**
 * Says which time entry is which. Lines with an id are matched by it, lines written by hand by what they say;
 * what both sides entered on their own before they met is one entry when author, start and seconds are equal.
 * `base` is what is agreed by now, `stored` what was before the cycle; `begun` are the references of entries whose
 * create is under way: they are nobody's edit. `asked` are the ids of the lines that stand for some of Jira's entries,
 * by their ids: a line with another id is another entry, whatever it says.
 */
export function matchWorklogs(
  base: readonly BaseWorklog[],
  lines: readonly WorklogLine[],
  jira: readonly JiraWorklog[],
  stored: readonly BaseWorklog[],
  begun: ReadonlySet<string> = new Set(),
  asked: ReadonlyMap<string, string> = new Map(),
): readonly WorklogMatch[] {
  const free = new Set(gitEntries(lines, stored));
  const jiraById = new Map(jira.map((worklog) => [worklog.id, worklog]));
  const inGit = pairWithBase(base, free, jiraById, begun);
  const known = new Set(base.map((worklog) => worklog.id));
  const agreed = base.map((worklog) => ({
    ref: `worklog:${worklog.id}`,
    base: worklog,
    git: inGit.get(worklog) ?? null,
    jira: jiraById.get(worklog.id) ?? null,
  }));
  const unknown = jira.filter((worklog) => !known.has(worklog.id));
  const met = pairFirstMeetings(unknown, free, asked);
  const fromJira = unknown.map((worklog) => ({
    ref: `worklog:${worklog.id}`,
    base: null,
    git: met.get(worklog) ?? null,
    jira: worklog,
  }));
  return [...agreed, ...fromJira, ...newInGit(free)];
}

/** The same work of the same person, whatever is said of it. */
export function isSameWork(one: Work, other: Work): boolean {
  return one.author === other.author && one.started === other.started && one.seconds === other.seconds;
}

type Work = Pick<GitWorklog, 'author' | 'started' | 'seconds'>;

/** Lines that say the same entry become one: equal ids, or equal words where there is no id. */
function gitEntries(lines: readonly WorklogLine[], stored: readonly BaseWorklog[]): readonly GitEntry[] {
  const groups = new Map<string, WorklogLine[]>();
  for (const line of lines) {
    const { worklog } = line;
    const name = worklog.id === null ? `said:${fingerprint(worklog)}` : `id:${worklog.id}`;
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  const byLine = new Map(
    stored.flatMap((worklog) => (worklog.line === null ? [] : [[worklog.line, worklog] as const])),
  );
  return [...groups.values()].map((group) => chooseVariant(group, byLine));
}

/**
 * One id with two contents: an edit whose old line a union merge brought back. The one that differs from the snapshot is
 * the edit, unless it was said before that.
 */
function chooseVariant(group: readonly WorklogLine[], stored: ReadonlyMap<string, BaseWorklog>): GitEntry {
  const agreed = stored.get(group[0]?.worklog.id ?? '');
  const current = group.filter(({ former }) => former !== true);
  const edited = agreed === undefined ? [] : current.filter((line) => !saysSame(line.worklog, agreed));
  const chosen = (edited.at(-1) ?? current.at(-1) ?? group.at(-1)) as WorklogLine;
  const print = fingerprint(chosen.worklog);
  const lines = group.filter((line) => fingerprint(line.worklog) === print);
  return { worklog: chosen.worklog, lines, stale: group.filter((line) => !lines.includes(line)) };
}

function pairWithBase(
  base: readonly BaseWorklog[],
  free: Set<GitEntry>,
  jira: ReadonlyMap<string, JiraWorklog>,
  begun: ReadonlySet<string>,
): ReadonlyMap<BaseWorklog, GitEntry> {
  const pairs = new Map<BaseWorklog, GitEntry>();
  const handWritten = (git: GitWorklog, worklog: BaseWorklog) =>
    git.id === null && worklog.line === null && git.author === worklog.author;
  // Only an entry that Jira still has can have been edited; beside one that is gone on both sides, a line is new.
  const edited = (entry: GitEntry, worklog: BaseWorklog) =>
    handWritten(entry.worklog, worklog) && jira.has(worklog.id) && !begun.has(newRef(entry));
  const rounds: readonly ((entry: GitEntry, worklog: BaseWorklog) => boolean)[] = [
    (entry, worklog) => entry.worklog.id !== null && entry.worklog.id === worklog.line,
    (entry, worklog) => handWritten(entry.worklog, worklog) && saysSame(entry.worklog, worklog),
    (entry, worklog) => edited(entry, worklog) && entry.worklog.started === worklog.started,
    (entry, worklog) => edited(entry, worklog) && entry.worklog.seconds === worklog.seconds,
  ];
  for (const fits of rounds) {
    for (const worklog of base) {
      if (pairs.has(worklog)) continue;
      const entry = take(free, (candidate) => fits(candidate, worklog));
      if (entry !== null) pairs.set(worklog, entry);
    }
  }
  return pairs;
}

/** A line that carries Jira's id came from Jira, whatever it says by now, and is met first; only then may equal words decide. */
function pairFirstMeetings(
  jira: readonly JiraWorklog[],
  free: Set<GitEntry>,
  asked: ReadonlyMap<string, string>,
): ReadonlyMap<JiraWorklog, GitEntry> {
  const pairs = new Map<JiraWorklog, GitEntry>();
  const isOther = (git: GitWorklog, { id }: JiraWorklog) => git.id !== null && (asked.get(id) ?? git.id) !== git.id;
  const rounds: readonly ((git: GitWorklog, worklog: JiraWorklog) => boolean)[] = [
    (git, worklog) => git.id === worklog.id,
    (git, worklog) => isSameWork(git, worklog) && !isOther(git, worklog),
  ];
  for (const fits of rounds) {
    for (const worklog of jira) {
      if (pairs.has(worklog)) continue;
      const entry = take(free, (candidate) => fits(candidate.worklog, worklog));
      if (entry !== null) pairs.set(worklog, entry);
    }
  }
  return pairs;
}

/** Whether a line says what was agreed, in whatever words of Markdown. */
export function saysSame(git: GitWorklog, base: BaseWorklog): boolean {
  return isSameWork(git, base) && sameMarkdown(git.comment, base.comment.markdown);
}

function take(free: Set<GitEntry>, fits: (entry: GitEntry) => boolean): GitEntry | null {
  for (const entry of free) {
    if (!fits(entry)) continue;
    free.delete(entry);
    return entry;
  }
  return null;
}

function newInGit(free: Iterable<GitEntry>): readonly WorklogMatch[] {
  return [...free].map((entry) => ({
    ref: newRef(entry),
    base: null,
    git: entry,
    jira: null,
  }));
}

function newRef({ worklog }: GitEntry): string {
  return `worklog:new-${worklog.id ?? fingerprint(worklog)}`;
}
