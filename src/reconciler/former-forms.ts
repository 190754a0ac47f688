import type { GitWorklog, WorklogLine } from '../model/worklog.ts';
import type { BaseWorklog } from '../snapshot/base.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { saysSame } from './match-worklogs.ts';
import type { Parts } from './parts.ts';
import { type PastLines, pastLinesOf } from './past-lines.ts';

/**
 * A ticket's lines, those marked that a merge brought back: an older clone added a line beside one that was edited
 * meanwhile, and git's union keeps both forms. The older one differs from what was agreed as an edit would, but was said
 * before it. History is asked only where a line stands beside its agreed form.
 */
export async function markFormer(
  parts: Parts,
  commit: Oid | null,
  key: string,
  lines: readonly WorklogLine[],
): Promise<readonly WorklogLine[]> {
  const doubled = doubledLines(lines);
  if (commit === null || doubled.length === 0) return lines;
  const agreed = (await parts.snapshot.bases([key])).get(key)?.worklogs ?? [];
  const suspects = doubled.flatMap((line) => {
    const known = agreed.find((entry) => entry.line === line.worklog.id);
    if (known === undefined || saysSame(line.worklog, known)) return [];
    return says(doubled, known) ? [{ line, known }] : [];
  });
  const past = pastLinesOf(parts, commit, key);
  const marked = new Set<WorklogLine>();
  for (const { line, known } of suspects) {
    if (await wasBefore(past, line, known)) marked.add(line);
  }
  return lines.map((line) => (marked.has(line) ? { ...line, former: true } : line));
}

/** Those of which another line with the same id says something else. */
function doubledLines(lines: readonly WorklogLine[]): readonly WorklogLine[] {
  const first = new Map<string, GitWorklog>();
  const doubled = new Set<string>();
  for (const { worklog } of lines) {
    if (worklog.id === null) continue;
    const known = first.get(worklog.id) ?? worklog;
    first.set(worklog.id, known);
    if (!isSameForm(worklog, known)) doubled.add(worklog.id);
  }
  return doubled.size === 0 ? [] : lines.filter(({ worklog: { id } }) => id !== null && doubled.has(id));
}

/** Whether the line was said before the agreed form stood without it. A branch beside is neither before nor after. */
async function wasBefore(past: PastLines, { month, worklog }: WorklogLine, known: BaseWorklog): Promise<boolean> {
  const without: Oid[] = [];
  for (const { oid, lines } of await past.statesOf(month)) {
    const own = lines.get(known.line ?? '') ?? [];
    const isSaid = own.some((line) => isSameForm(line, worklog));
    if (!isSaid && !own.some((line) => saysSame(line, known))) continue;
    const isBefore = await someAsync(without, (later) => past.isBefore(oid, later));
    if (isSaid && isBefore) return true;
    if (!isSaid && !isBefore) without.push(oid);
  }
  return false;
}

async function someAsync<T>(all: readonly T[], is: (each: T) => Promise<boolean>): Promise<boolean> {
  for (const each of all) if (await is(each)) return true;
  return false;
}

function isSameForm(one: GitWorklog, other: GitWorklog): boolean {
  const { id, seconds, started, comment } = other;
  return one.id === id && one.seconds === seconds && one.started === started && one.comment === comment;
}

function says(lines: readonly WorklogLine[], known: BaseWorklog): boolean {
  return lines.some(({ worklog }) => worklog.id === known.line && saysSame(worklog, known));
}
