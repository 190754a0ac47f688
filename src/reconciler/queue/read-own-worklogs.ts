import { ticketName } from '../../model/ticket-key.ts';
import type { WorklogLine } from '../../model/worklog.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import { markFormer } from '../former-forms.ts';
import type { GitWorklogs } from '../git-side.ts';
import type { Parts } from '../parts.ts';
import { actionOf } from '../requests/ledger.ts';
import { twinPath } from '../requests/twin.ts';

/**
 * The time entries of each ticket, in the order asked for; `requests` is what the ledger knows of each. A clone from
 * before a ticket had its key pushes lines that name it by the temporary one, and may do so after the cycle renamed what
 * was there: they are the ticket's own, read as if they said its key. Else an entry that both sides have would be
 * removed from Jira, and one whose create has no answer yet made again, once the lines are renamed.
 */
export async function readOwnWorklogs(
  parts: Parts,
  commit: Oid | null,
  tickets: readonly { readonly key: string | null }[],
  requests: readonly (readonly RequestEntry[])[],
): Promise<readonly GitWorklogs[]> {
  const { git, project, snapshot } = parts;
  const projects = [project.key(), ...snapshot.meta.formerKeys];
  const former = requests.map((entries) => entries.flatMap((entry) => temporaryKeysOf(entry, projects)));
  const asked = tickets.flatMap(({ key }, index) => (key === null ? [] : [key, ...(former[index] ?? [])]));
  const read = await git.readWorklogs(commit, asked, project.format());
  return Promise.all(
    tickets.map(async ({ key }, index) => {
      if (key === null) return NONE;
      const own = read.get(key) ?? NONE;
      const late = (former[index] ?? []).map((name) => read.get(name) ?? NONE);
      const renamed = late.flatMap((found) => found.lines.map((line) => underKey(line, key)));
      // A line that names no ticket is among the ticket's own already.
      const problems = late.flatMap((found) => found.problems.filter(({ issue }) => issue !== null));
      const lines = await markFormer(parts, commit, key, [...own.lines, ...renamed]);
      return { lines, problems: [...own.problems, ...problems] };
    }),
  );
}

function underKey(line: WorklogLine, issue: string): WorklogLine {
  return { ...line, worklog: { ...line.worklog, issue } };
}

const NONE: GitWorklogs = { lines: [], problems: [] };

function temporaryKeysOf(entry: RequestEntry, projects: readonly string[]): readonly string[] {
  const { key } = entry;
  if (key === null || actionOf(entry).kind !== 'create-issue') return [];
  return projects.flatMap((project) => ticketName(twinPath(project, key) ?? '') ?? []);
}
