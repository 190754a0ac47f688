import { RECORD_FOLDER } from '../../model/conflict-record.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { ticketName } from '../../model/ticket-key.ts';
import type { ObjectStore, Oid, TreeChange } from '../../snapshot/object-store.ts';
import type { FileProblem } from '../../snapshot/snapshot-meta.ts';
import type { GitChanges } from '../git-side.ts';
import type { MonthReader } from './month-reader.ts';
import { QUEUE_FOLDER } from './read-queue.ts';
import { findRewound } from './rewritten-history.ts';

const PLAIN_MODES: ReadonlySet<string> = new Set(['100644', '100755', '100664']);
const MOST_TOLD = 5;
const MONTH_PATH = /^worklogs\/(\d{4}-\d{2})\.jsonl$/;

type Span = { readonly from: Oid | null; readonly to: Oid; readonly format: TicketFormat };

/** What moved on the branch between two commits; a file whose content stayed the same did not. */
export async function diffBranch(
  store: ObjectStore,
  months: MonthReader,
  { from, to, format }: Span,
): Promise<GitChanges> {
  const changes = await store.diff(from, to, '');
  const inIssues = changes.filter((change) => change.path.startsWith('issues/'));
  const tickets = inIssues.filter((change) => ticketName(change.path) !== null);
  const odd = inIssues.filter((change) => ticketName(change.path) === null && change.after !== null);
  const keys = await Promise.all(changes.map((change) => changedKeys(months, change)));
  const lines = await Promise.all(changes.map((change) => strayLines(months, change, format)));
  return {
    files: tickets.map((change) => ({ path: change.path, blob: change.after?.oid ?? null })),
    keys: [...new Set(keys.flat())],
    touched: changes.map((change) => change.path),
    project: changes.some(({ path }) => path.startsWith('.tract/') && !isQueued(path) && !isRecord(path)),
    rewound: await findRewound(store, from, to, changes),
    queue: changes.some(({ path }) => isQueued(path)),
    records: changes.flatMap(({ path }) => (isRecord(path) ? [path] : [])),
    problems: [...odd.map((change) => oddProblem(change.path, change.after?.oid ?? null)), ...lines.flat()],
  };
}

function isQueued(path: string): boolean {
  return path.startsWith(`${QUEUE_FOLDER}/`);
}

function isRecord(path: string): boolean {
  return path.startsWith(`${RECORD_FOLDER}/`);
}

/** Splits the entries below `issues/` into ticket files and those that can be none. */
export function ticketEntries(
  entries: readonly { readonly path: string; readonly mode: string; readonly oid: Oid }[],
): {
  readonly tickets: ReadonlyMap<string, Oid>;
  readonly problems: readonly FileProblem[];
} {
  const named = entries.filter((entry) => ticketName(entry.path) !== null);
  const odd = entries.filter((entry) => ticketName(entry.path) === null);
  return {
    tickets: new Map(named.map((entry) => [entry.path, entry.oid])),
    problems: odd.map((entry) => oddProblem(entry.path, entry.oid)),
  };
}

/** True for a file with content of its own; symbolic links and submodules are none. */
export function isPlainFile(mode: string): boolean {
  return PLAIN_MODES.has(mode);
}

/** `worklogs/2026-02.jsonl` → `2026-02`; null for any other path. */
export function monthOf(path: string): string | null {
  return MONTH_PATH.exec(path)?.[1] ?? null;
}

async function changedKeys(months: MonthReader, change: TreeChange): Promise<readonly string[]> {
  const month = monthOf(change.path);
  if (month === null) return [];
  return months.changedIssues(month, change.before?.oid ?? null, change.after?.oid ?? null);
}

/** A line that names no ticket is in no ticket's report: its file is reported instead. */
async function strayLines(
  months: MonthReader,
  { path, after }: TreeChange,
  format: TicketFormat,
): Promise<readonly FileProblem[]> {
  const month = monthOf(path);
  if (month === null || after === null) return [];
  if (!isPlainFile(after.mode)) return [{ path, blob: after.oid, reason: 'not a plain file: links are not followed' }];
  const problems = await months.strayLines(month, after.oid, format);
  if (problems.length === 0) return [];
  const told = problems.slice(0, MOST_TOLD).map(({ line, reason }) => `line ${line}: ${reason}`);
  const more = problems.length > told.length ? [`and ${problems.length - told.length} more`] : [];
  return [{ path, blob: after.oid, reason: [...told, ...more].join('; ') }];
}

function oddProblem(path: string, blob: Oid | null): FileProblem {
  return { path, blob, reason: 'not a ticket: tickets are files `issues/NAME.md`, not in folders below' };
}
