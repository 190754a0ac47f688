import type { TicketDoc } from '../../model/ticket.ts';
import { readTicketFile } from '../../model/ticket-file.ts';
import { failedError } from '../cli-error.ts';
import { describeProblem } from './clone-problem.ts';
import { findTicketFile } from './find-ticket-file.ts';
import type { TicketFile } from './list-ticket-files.ts';
import type { TicketClone } from './open-ticket-clone.ts';
import { readPlainFile } from './read-plain-file.ts';

/** A whole ticket, with its file as it is. */
export type ReadTicket = TicketFile & { readonly doc: TicketDoc; readonly bytes: Buffer };

/** The ticket that a person named. A CliError (failed) where there is none, or its file cannot be read. */
export function readTicket(clone: TicketClone, name: string): ReadTicket {
  const { file, bytes } = readTicketBytes(clone, name);
  const reading = readTicketFile(bytes, clone.format);
  if (reading.kind === 'ticket') return { ...file, doc: reading.doc, bytes };
  throw failedError(describeProblem({ path: file.path, line: reading.line, reason: reading.reason }));
}

/** The file of a ticket, whether or not it can be read as one. */
export function readTicketBytes(
  clone: TicketClone,
  name: string,
): { readonly file: TicketFile; readonly bytes: Buffer } {
  const file = findTicketFile(clone, name);
  const content = readPlainFile(clone.folder, file.path);
  if (content.kind === 'bytes') return { file, bytes: content.bytes };
  const reason = content.kind === 'absent' ? 'the file has just gone' : content.reason;
  throw failedError(describeProblem({ path: file.path, line: null, reason }));
}
