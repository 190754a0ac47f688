import { canonicalText, sameValue, wellFormed } from './canonical.ts';
import { Failure } from './failure.ts';
import { InternalError } from './internal-error.ts';
import type { TicketDoc, TicketFormat } from './ticket.ts';
import { MAX_TICKET_BYTES, readTicketFile } from './ticket-file-read.ts';
import { frontMatterFields } from './ticket-file-source.ts';
import type { Value } from './value.ts';

/** What a ticket file says. */
export type TicketContent = Pick<TicketDoc, 'values' | 'texts' | 'comments'>;

/** The content as reading the file would give it: empty lists are null, texts canonical. Names that no file has are refused. */
export function canonicalContent(content: TicketContent, format: TicketFormat): TicketContent {
  const fields = new Map(frontMatterFields(format).map((field) => [field.name, field.kind === 'text']));
  const stranger =
    Object.keys(content.values).find((name) => fields.get(name) !== false) ??
    Object.keys(content.texts).find((name) => name !== 'description' && fields.get(name) !== true);
  if (stranger !== undefined) throw new InternalError(`a ticket file has no place for "${stranger}"`);
  return {
    values: mapRecord(content.values, canonicalValue),
    texts: mapRecord(content.texts, canonicalText),
    comments: content.comments.map((comment) => ({ ...comment, body: canonicalText(comment.body) })),
  };
}

/** Makes sure that a file that was written says what it was to say. */
export function checkTicketText(text: string, wanted: TicketContent, format: TicketFormat): void {
  const difference = findDifference(text, wanted, format);
  if (difference !== null) throw new InternalError(`a written ticket file says something else: ${difference}`);
}

/**
 * Reads a written file back: null where it says what is wanted, else what does not. A file too large to be read is the one
 * thing that is not a mistake of ours.
 */
export function findDifference(text: string, wanted: TicketContent, format: TicketFormat): string | null {
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength > MAX_TICKET_BYTES) {
    throw new Failure('rejected', `the ticket is larger than a file may be, ${MAX_TICKET_BYTES / 1024} KiB`);
  }
  const reading = readTicketFile(bytes, format);
  if (reading.kind === 'broken') return `line ${reading.line}: ${reading.reason}`;
  const { doc } = reading;
  return (
    Object.keys(wanted.values).find((name) => !sameValue(doc.values[name], wanted.values[name])) ??
    Object.keys(wanted.texts).find((name) => doc.texts[name] !== wanted.texts[name]) ??
    (sameComments(doc, wanted) ? null : 'comments')
  );
}

function canonicalValue(value: Value): Value {
  if (typeof value === 'string') return value === '' ? null : wellFormed(value);
  return typeof value === 'object' && value?.length === 0 ? null : value;
}

function sameComments(a: TicketContent, b: TicketContent): boolean {
  if (a.comments.length !== b.comments.length) return false;
  return a.comments.every((comment, index) => {
    const other = b.comments[index];
    return comment.author === other?.author && comment.at === other.at && comment.body === other.body;
  });
}

function mapRecord<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
