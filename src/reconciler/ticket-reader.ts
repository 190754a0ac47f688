import { Failure } from '../model/failure.ts';
import type { TicketFormat } from '../model/ticket.ts';
import { isTicketKey, ticketName, ticketPath } from '../model/ticket-key.ts';
import type { GitWorklog, WorklogLine } from '../model/worklog.ts';
import type { TicketBase } from '../snapshot/base.ts';
import { matchWorklogs } from './match-worklogs.ts';
import type { Parts } from './parts.ts';

/** A time entry as the branch has it; `worklogId` is Jira's own id of it, null where Jira is not known to have it yet. */
export type LoggedTime = GitWorklog & { readonly worklogId: string | null };

/** What git and the snapshot can answer without Jira. Before the project is loaded, entries are a transient Failure. */
export interface TicketReader {
  /** How the project's files look: its fields with the custom ones, and its working day; null before it is loaded. */
  format(): TicketFormat | null;
  /** The time entries of one ticket; null where neither git nor the snapshot knows it. */
  worklogsOf(issue: string): Promise<readonly LoggedTime[] | null>;
  /**
   * The tickets, by key or by path, that differ between two commits: all zeros is none. Empty where git does not have them.
   */
  ticketsBetween(from: string, to: string): Promise<readonly string[]>;
  /** The time entries of one person on all tickets. */
  worklogsBy(author: string): Promise<readonly LoggedTime[]>;
}

const NO_COMMIT = /^0+$/;

/** A file named like a ticket is known by its key. */
function refOf(path: string): string {
  const name = ticketName(path) ?? path;
  return isTicketKey(name) ? name : path;
}

export function createTicketReader({
  git,
  snapshot,
  project,
}: Pick<Parts, 'git' | 'snapshot' | 'project'>): TicketReader {
  function loaded(): TicketFormat {
    if (project.isLoaded()) return project.format();
    throw new Failure('transient', 'the sync service is still starting', { retryAfterMs: 5_000 });
  }

  async function isKnown(issue: string, tip: string): Promise<boolean> {
    if (snapshot.entryByKey(issue) !== null) return true;
    const path = ticketPath(issue);
    return (await git.readTickets(tip, [path], loaded())).get(path)?.kind !== 'absent';
  }

  return {
    format: () => (project.isLoaded() ? project.format() : null),
    async worklogsOf(issue) {
      const tip = await git.tip();
      if (tip === null || !(await isKnown(issue, tip))) return null;
      const read = await git.readWorklogs(tip, [issue], loaded());
      const bases = await snapshot.bases([issue]);
      return entriesOf(read.get(issue)?.lines ?? [], bases.get(issue));
    },
    async ticketsBetween(from, to) {
      if (NO_COMMIT.test(to)) return [];
      const changes = await git.changes(NO_COMMIT.test(from) ? null : from, to, loaded()).catch(() => null);
      if (changes === null) return [];
      return [...changes.files.map(({ path }) => refOf(path)), ...changes.keys];
    },
    async worklogsBy(author) {
      const tip = await git.tip();
      if (tip === null) return [];
      const lines = (await git.readAllWorklogs(tip, loaded())).filter(({ worklog }) => worklog.author === author);
      const byIssue = new Map<string, WorklogLine[]>();
      for (const line of lines) {
        const own = byIssue.get(line.worklog.issue) ?? [];
        byIssue.set(line.worklog.issue, own);
        own.push(line);
      }
      const bases = await snapshot.bases([...byIssue.keys()]);
      return [...byIssue].flatMap(([issue, own]) => entriesOf(own, bases.get(issue)));
    },
  };
}

/** Lines that a union merge doubled are one entry. */
function entriesOf(lines: readonly WorklogLine[], base: TicketBase | undefined): readonly LoggedTime[] {
  const agreed = base?.worklogs ?? [];
  return matchWorklogs(agreed, lines, [], agreed).flatMap(({ git, base: known }) =>
    git === null ? [] : [{ ...git.worklog, worklogId: known?.id ?? null }],
  );
}
