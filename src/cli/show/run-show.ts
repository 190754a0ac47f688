import { describeProblem, reportProblems } from '../clone-reader/clone-problem.ts';
import { openTicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readTicket, readTicketBytes } from '../clone-reader/read-ticket.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withoutEmpty } from '../list/run-list.ts';
import { rawText } from './raw-text.ts';
import { ticketLines } from './ticket-lines.ts';

export type ShowOptions = { readonly comments?: boolean; readonly raw?: boolean };

/** Shows one ticket of the clone, as it lies there. */
export async function runShow(context: Context, name: string, options: ShowOptions): Promise<ExitCode> {
  const { io } = context;
  const clone = await openTicketClone(io.cwd);
  reportProblems(io, clone.problems);
  if (options.raw === true && !context.json) {
    io.out(rawText(readTicketBytes(clone, name).bytes, io.outColumns !== null));
    return EXIT.done;
  }
  const ticket = readTicket(clone, name);
  const { key, path, doc } = ticket;
  for (const { line, reason } of doc.problems) io.err(`tract: ${describeProblem({ path, line, reason })}\n`);
  const { description = '', ...texts } = doc.texts;
  const document = {
    key,
    path,
    fields: { ...withoutEmpty(doc.values), ...texts },
    description,
    comments: doc.comments,
  };
  writeResult(context, document, () => {
    return ticketLines(ticket, clone, {
      comments: options.comments === true,
      width: io.outColumns,
      colors: context.colors,
    });
  });
  return EXIT.done;
}
