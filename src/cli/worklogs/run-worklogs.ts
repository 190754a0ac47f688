import { renderDuration } from '../../model/duration.ts';
import { timesheetOf } from '../../model/timesheet.ts';
import { reportProblems } from '../clone-reader/clone-problem.ts';
import { findTicketFile, keysMeant } from '../clone-reader/find-ticket-file.ts';
import { openTicketClone, type TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readWorklogs } from '../clone-reader/read-worklogs.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { table } from '../render/table.ts';
import { minuteOf, personText } from '../render/value-text.ts';
import { entryDocument } from '../timesheet/timesheet-documents.ts';

/** The time entries of one ticket, oldest first, and their sum. */
export async function runWorklogs(context: Context, name: string): Promise<ExitCode> {
  const { io, colors } = context;
  const clone = await openTicketClone(io.cwd);
  const { worklogs, problems } = readWorklogs(clone);
  reportProblems(io, [...clone.problems, ...problems]);
  const key = keyNamed(clone, name, new Set(worklogs.map(({ issue }) => issue)));
  const { entries: own, totalSeconds } = timesheetOf(worklogs.filter(({ issue }) => issue === key));
  const document = { issue: key, worklogs: own.map(entryDocument), totalSeconds, total: renderDuration(totalSeconds) };
  writeResult(context, document, () => {
    if (own.length === 0) return [`No time is logged on ${key}.`];
    const rows = own.map(({ started, author, seconds, comment }) => {
      return [minuteOf(started), personText(author, clone.people), renderDuration(seconds), comment];
    });
    return [
      ...table(['STARTED (UTC)', 'AUTHOR', 'TIME', 'COMMENT'], rows, io.outColumns, colors),
      '',
      `Total: ${colors.bold(renderDuration(totalSeconds))} in ${own.length} ${own.length === 1 ? 'entry' : 'entries'}`,
    ];
  });
  return EXIT.done;
}

/** Time may be logged on a ticket whose file is gone by now. */
function keyNamed(clone: TicketClone, name: string, logged: ReadonlySet<string>): string {
  const known = keysMeant(name.trim(), clone.config.project.key).find((key) => logged.has(key));
  return known ?? findTicketFile(clone, name).key;
}
