import type { QueueEntry, QueuePlace, QueueProblem } from './queue-entry.ts';
import { isTicketKey, ticketName } from './ticket-key.ts';
import { parseTicketRef } from './ticket-ref.ts';
import { parseTime } from './timestamp.ts';

export const CREATES_PATH = '.tract/queue/create.jsonl';
const WORKLOG_PATH = /^\.tract\/queue\/worklogs\/[^/]+\.json$/;
const KEPT_EMPTY = /(?:^|\/)\.git(?:keep|ignore)$/;

/** One entry at one place, before the same entry elsewhere was joined with it. */
export type PlacedEntry = { readonly entry: QueueEntry; readonly place: QueuePlace };

export type QueueFile = { readonly entries: readonly PlacedEntry[]; readonly problems: readonly QueueProblem[] };

/** Reads one file below `.tract/queue/`. Each line of `create.jsonl` stands alone: one that cannot be read hides no other. */
export function readQueueFile(file: string, text: string): QueueFile {
  if (file === CREATES_PATH) return readCreates(text);
  if (WORKLOG_PATH.test(file)) return placed({ file, line: null }, parseEntry(text, worklogEntry));
  if (KEPT_EMPTY.test(file)) return { entries: [], problems: [] };
  const reason = `nothing of Tract's: the queue is ${CREATES_PATH} and files such as .tract/queue/worklogs/NAME.json`;
  return { entries: [], problems: [{ file, line: null, reason }] };
}

/** `create.jsonl` without these lines, counted from 1, and every other byte as it was. */
export function withoutQueueLines(text: string, lines: ReadonlySet<number>): string {
  return physicalLines(text)
    .filter((_, index) => !lines.has(index + 1))
    .join('');
}

function readCreates(text: string): QueueFile {
  const files = physicalLines(text).map((piece, index): QueueFile => {
    const content = piece.replace(/^\ufeff/, '').trim();
    if (content === '') return { entries: [], problems: [] };
    return placed({ file: CREATES_PATH, line: index + 1 }, parseEntry(content, createEntry));
  });
  return {
    entries: files.flatMap(({ entries }) => entries),
    problems: files.flatMap(({ problems }) => problems),
  };
}

type Parsed = { readonly entry: QueueEntry } | { readonly reason: string };
type Members = Readonly<Record<string, unknown>>;

function placed(place: QueuePlace, parsed: Parsed): QueueFile {
  if ('entry' in parsed) return { entries: [{ entry: parsed.entry, place }], problems: [] };
  return { entries: [], problems: [{ ...place, reason: parsed.reason }] };
}

function parseEntry(text: string, read: (members: Members, id: string, at: string) => Parsed): Parsed {
  if (/^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/m.test(text)) {
    return { reason: 'left by a merge in git: choose what is right and delete the marks' };
  }
  const members = parseObject(text);
  if (members === null) return { reason: 'no JSON object; mend it, or delete it: what it was about is synced anyway' };
  const id = textOf(members.id);
  const at = parseTime(textOf(members.at));
  if (!isId(id)) return { reason: '"id" must be a text of at most 200 characters' };
  if (at === null) return { reason: '"at" must be a time such as 2026-02-14T09:00:00Z' };
  return read(members, id, at);
}

function createEntry({ path }: Members, id: string, at: string): Parsed {
  const name = typeof path === 'string' ? ticketName(path) : null;
  if (typeof path !== 'string' || name === null || isTicketKey(name)) {
    return { reason: '"path" must be the file of a new ticket, such as issues/APP-OFFLINE-1f3c9a.md' };
  }
  return { entry: { kind: 'create', id, path, at } };
}

function worklogEntry(members: Members, id: string, at: string): Parsed {
  const issue = parseTicketRef(textOf(members.issue));
  if (issue === null) return { reason: '"issue" must be a ticket key such as APP-123' };
  return { entry: { kind: 'worklog', id, issue, at } };
}

function parseObject(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isId(id: string): boolean {
  return id.trim() !== '' && id.length <= 200 && !/\p{Cc}/u.test(id);
}

/** The lines with their line ends, so that joining them gives the text. */
function physicalLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
