import type { TicketDoc, TicketFormat } from './ticket.ts';
import { type BrokenTicket, readTicketSource } from './ticket-file-source.ts';

export type TicketReading = { readonly kind: 'ticket'; readonly doc: TicketDoc } | BrokenTicket;

export const MAX_TICKET_BYTES = 1_048_576;

/**
 * Reads `issues/*.md`. A file that is no ticket at all is `broken`, with the line (from 1) and what to do about it; a single
 * value that its field cannot hold is a problem of the document. Every other field of the format has a value, null when the
 * file does not have the key, and every text field a text. Texts have `\n` line ends and no blank lines around them; a line
 * `\## Comments` of a text is `## Comments`, and in a comment `\**me**` is `**me**`.
 */
export function readTicketFile(bytes: Uint8Array, format: TicketFormat): TicketReading {
  if (bytes.byteLength > MAX_TICKET_BYTES) return broken(`the file is larger than ${MAX_TICKET_BYTES / 1024} KiB`);
  const source = decodeUtf8(bytes);
  if (source === null) return broken('the file is not UTF-8 text');
  const reading = readTicketSource(source, format);
  return reading.kind === 'source' ? { kind: 'ticket', doc: reading.doc } : reading;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function broken(reason: string): BrokenTicket {
  return { kind: 'broken', line: 1, reason };
}
