import type { GitComment, TicketFormat } from '../../model/ticket.ts';
import { editTicketFile, readTicketFile } from '../../model/ticket-file.ts';
import { cannotQueue } from './cannot-queue.ts';
import type { FileEdit } from './commit-edits.ts';
import { textOf } from './queue-entries.ts';

/** The comment behind those that the ticket's file has. A version where the file is missing stays without it. */
export function appendComment(path: string, comment: GitComment, format: TicketFormat): FileEdit {
  const edit = (before: Buffer | null): Buffer | null => {
    if (before === null) return null;
    const reading = readTicketFile(before, format);
    if (reading.kind === 'broken') throw cannotQueue(`${path}:${reading.line}: ${reading.reason}`);
    const kept = reading.doc.comments.map((each, from) => ({ from, comment: each }));
    const comments = [...kept, { from: null, comment }];
    return Buffer.from(editTicketFile(textOf(path, before), { values: {}, texts: {}, comments }, format));
  };
  return { path, edit };
}
