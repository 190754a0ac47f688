import type { TicketFormat } from '../../model/ticket.ts';
import type { WorklogLine, WorklogProblem } from '../../model/worklog.ts';
import { readWorklogFile } from '../../model/worklog-file.ts';
import type { ObjectStore, Oid } from '../../snapshot/object-store.ts';
import type { GitWorklogs } from '../git-side.ts';
import { isPlainFile, monthOf } from './diff-branch.ts';

/** A month of worklogs, its lines by ticket. */
type Month = {
  readonly lines: ReadonlyMap<string, readonly WorklogLine[]>;
  readonly problems: readonly WorklogProblem[];
};

export interface MonthReader {
  readIssues(
    commit: Oid | null,
    keys: readonly string[],
    format: TicketFormat,
  ): Promise<ReadonlyMap<string, GitWorklogs>>;
  /** The lines of every ticket. */
  readAll(commit: Oid, format: TicketFormat): Promise<readonly WorklogLine[]>;
  /** Lines of one month that cannot be read and name no ticket. */
  strayLines(month: string, blob: Oid, format: TicketFormat): Promise<readonly WorklogProblem[]>;
  /** Tickets whose lines of one month differ between two contents of its file. */
  changedIssues(month: string, before: Oid | null, after: Oid | null): Promise<readonly string[]>;
}

const KEPT_MONTHS = 240;
const EMPTY: Month = { lines: new Map(), problems: [] };
const ISSUE_MEMBER = /"issue"\s*:\s*"([^"]{1,120})"/;

/**
 * Reads worklog files, keeping what it parsed by content: a month that did not change is parsed once.
 * A ticket's lines may stand in any month, so its entries are looked up in all of them.
 */
export function createMonthReader(store: ObjectStore): MonthReader {
  const kept = new Map<string, Month>();

  async function read(month: string, blob: Oid, format: TicketFormat): Promise<Month> {
    const name = `${month} ${blob} ${format.secondsPerDay} ${format.secondsPerWeek}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const parsed = parseMonth(month, await readText(store, blob), format);
    kept.set(name, parsed);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MONTHS) break;
      kept.delete(oldest);
    }
    return parsed;
  }

  async function readMonths(commit: Oid, format: TicketFormat): Promise<readonly Month[]> {
    const months: Month[] = [];
    for (const entry of await store.listTree(commit, 'worklogs')) {
      const month = monthOf(entry.path);
      if (month !== null && isPlainFile(entry.mode)) months.push(await read(month, entry.oid, format));
    }
    return months;
  }

  return {
    async readIssues(commit, keys, format) {
      const months = commit === null || keys.length === 0 ? [] : await readMonths(commit, format);
      return new Map(keys.map((key) => [key, collect(months, key)]));
    },
    async readAll(commit, format) {
      return (await readMonths(commit, format)).flatMap(({ lines }) => [...lines.values()].flat());
    },
    async strayLines(month, blob, format) {
      const { problems } = await read(month, blob, format);
      return problems.filter(({ issue }) => issue === null);
    },
    async changedIssues(_month, before, after) {
      const texts = await Promise.all([before, after].map((oid) => (oid === null ? null : readText(store, oid))));
      return differingIssues(texts[0] ?? '', texts[1] ?? '');
    },
  };
}

async function readText(store: ObjectStore, blob: Oid): Promise<string> {
  const [bytes] = await store.readBlobs([blob]);
  return bytes ? new TextDecoder().decode(bytes) : '';
}

function parseMonth(month: string, text: string, format: TicketFormat): Month {
  if (text === '') return EMPTY;
  const file = readWorklogFile(month, text, format);
  const lines = new Map<string, WorklogLine[]>();
  for (const line of file.lines) {
    const of = lines.get(line.worklog.issue) ?? [];
    lines.set(line.worklog.issue, of);
    of.push(line);
  }
  return { lines, problems: file.problems };
}

/** A line that names no ticket may be anybody's: it counts for every one. */
function collect(months: readonly Month[], key: string): GitWorklogs {
  return {
    lines: months.flatMap((month) => month.lines.get(key) ?? []),
    problems: months.flatMap((month) => month.problems.filter(({ issue }) => issue === null || issue === key)),
  };
}

/** Compares lines as bytes; a line that moved but stayed the same changed nothing. */
function differingIssues(before: string, after: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of before.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of after.split('\n')) counts.set(line, (counts.get(line) ?? 0) - 1);
  const differing = [...counts].filter(([, count]) => count !== 0).map(([line]) => ISSUE_MEMBER.exec(line)?.[1]);
  return [...new Set(differing.filter((key) => key !== undefined))];
}
