import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../../model/canonical.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import { readWorklogFile } from '../../model/worklog-file.ts';
import { failedError } from '../cli-error.ts';
import type { CloneProblem } from './clone-problem.ts';
import type { TicketClone } from './open-ticket-clone.ts';
import { readPlainFile } from './read-plain-file.ts';

export type WorklogsReading = { readonly worklogs: readonly GitWorklog[]; readonly problems: readonly CloneProblem[] };

/** Months such as `2026-02`, both included; null where there is no bound. */
export type Months = { readonly first: string | null; readonly last: string | null };

export const ALL_MONTHS: Months = { first: null, last: null };

const FILE = /^(\d{4}-(?:0[1-9]|1[0-2]))\.jsonl$/;

/** The time entries of these months, oldest first. A line that is there twice, as a union merge leaves it, is one entry. */
export function readWorklogs(
  { folder, format }: Pick<TicketClone, 'folder' | 'format'>,
  months: Months = ALL_MONTHS,
): WorklogsReading {
  const entries = new Map<string, GitWorklog>();
  const problems: CloneProblem[] = [];
  for (const month of listMonths(folder).filter((each) => isWithin(each, months))) {
    const path = `worklogs/${month}.jsonl`;
    const file = readPlainFile(folder, path);
    if (file.kind === 'unreadable') problems.push({ path, line: null, reason: file.reason });
    if (file.kind !== 'bytes') continue;
    const reading = readWorklogFile(month, file.bytes.toString('utf8'), format);
    problems.push(...reading.problems.map(({ line, reason }) => ({ path, line, reason })));
    for (const { worklog } of reading.lines) entries.set(identityOf(worklog), worklog);
  }
  const worklogs = [...entries.values()].sort((a, b) => (a.started < b.started ? -1 : a.started > b.started ? 1 : 0));
  return { worklogs, problems };
}

/** The id says which entry a line is; without one, all that the line says does. */
function identityOf(worklog: GitWorklog): string {
  return worklog.id === null ? canonical(worklog) : `id ${worklog.id}`;
}

function isWithin(month: string, { first, last }: Months): boolean {
  return (first === null || month >= first) && (last === null || month <= last);
}

function listMonths(folder: string): readonly string[] {
  try {
    const names = readdirSync(join(folder, 'worklogs'));
    return names.flatMap((name) => FILE.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw failedError(`${join(folder, 'worklogs')} cannot be read (${code ?? 'unknown reason'})`, error);
  }
}
