import { parseValue } from '../../model/parse-value.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { readTicketFile } from '../../model/ticket-file.ts';
import type { Value, Values } from '../../model/value.ts';
import type { CloneProblem } from './clone-problem.ts';
import { listTicketFiles, type TicketFile } from './list-ticket-files.ts';
import type { TicketClone } from './open-ticket-clone.ts';
import { readQuickFrontMatter } from './quick-front-matter.ts';
import { readPlainFile } from './read-plain-file.ts';

/** A ticket without its texts: every field of the front matter that could be read has a value, null where it is empty. */
export type TicketHead = TicketFile & { readonly values: Values };

export type HeadReading = { readonly head: TicketHead | null; readonly problems: readonly CloneProblem[] };

export type HeadsReading = { readonly tickets: readonly TicketHead[]; readonly problems: readonly CloneProblem[] };

const FRONT_MATTER_END = '\n---';

/** The front matter of every ticket, in the order of their keys. A file that cannot be read is a problem and hides no other. */
export function readTicketHeads({ folder, format }: Pick<TicketClone, 'folder' | 'format'>): HeadsReading {
  const tickets: TicketHead[] = [];
  const problems: CloneProblem[] = [];
  for (const ticket of listTicketFiles(folder)) {
    const file = readPlainFile(folder, ticket.path);
    if (file.kind !== 'bytes') {
      const reason = file.kind === 'absent' ? 'the file has just gone' : file.reason;
      problems.push({ path: ticket.path, line: null, reason });
      continue;
    }
    const reading = readHead(ticket, file.bytes, format);
    problems.push(...reading.problems);
    if (reading.head !== null) tickets.push(reading.head);
  }
  return { tickets, problems };
}

/** One front matter, from the bytes of its file. */
export function readHead(ticket: TicketFile, bytes: Buffer, format: TicketFormat): HeadReading {
  const values = quickValues(bytes, format);
  if (values !== null) return { head: { ...ticket, values }, problems: [] };
  const { path } = ticket;
  const reading = readTicketFile(bytes, format);
  if (reading.kind === 'broken')
    return { head: null, problems: [{ path, line: reading.line, reason: reading.reason }] };
  const { doc } = reading;
  const problems = doc.problems.map(({ line, reason }) => ({ path, line, reason }));
  return { head: { ...ticket, values: doc.values }, problems };
}

/** Null wherever there is anything to say about the file. */
function quickValues(bytes: Buffer, format: TicketFormat): Values | null {
  const end = bytes.indexOf(FRONT_MATTER_END);
  const lineEnd = end < 0 ? -1 : bytes.indexOf('\n', end + 1);
  const text = bytes.toString('utf8', 0, lineEnd < 0 ? bytes.length : lineEnd);
  const entries = text.includes('\ufffd') ? null : readQuickFrontMatter(text);
  if (entries === null) return null;
  const values: Record<string, Value> = {};
  for (const field of format.fields) {
    if (field.place !== 'front-matter' || field.kind === 'text') continue;
    const entry = entries.get(field.name);
    const parsed = entry === undefined ? null : parseValue(field, entry, format);
    if (parsed?.kind === 'invalid') return null;
    values[field.name] = parsed === null ? null : parsed.value;
  }
  return values.title === null ? null : values;
}
