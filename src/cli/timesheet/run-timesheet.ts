import { resolveAuthor } from '../author/resolve-author.ts';
import { usageError } from '../cli-error.ts';
import { reportProblems } from '../clone-reader/clone-problem.ts';
import { listTicketFiles } from '../clone-reader/list-ticket-files.ts';
import { openTicketClone, type TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import { readHead } from '../clone-reader/read-ticket-heads.ts';
import { readWorklogs } from '../clone-reader/read-worklogs.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { personText } from '../render/value-text.ts';
import { dayOf, type Period } from '../time/read-day.ts';
import { buildTimesheet } from './build-timesheet.ts';
import { timesheetCsv, timesheetDocument } from './timesheet-documents.ts';
import { timesheetLines } from './timesheet-lines.ts';
import { type PeriodOptions, timesheetPeriod } from './timesheet-period.ts';

export type TimesheetOptions = PeriodOptions & { readonly author?: string; readonly format?: 'table' | 'csv' | 'json' };

const DAY_MS = 86_400_000;

/** The time that somebody logged, by day and ticket, and what is missing of what was due. */
export async function runTimesheet(
  context: Context,
  person: string | null,
  options: TimesheetOptions,
): Promise<ExitCode> {
  const { io, colors } = context;
  if (person !== null && options.author !== undefined)
    throw usageError('give the author once: as the argument or with --author');
  const clone = await openTicketClone(io.cwd);
  const nowMs = Date.now();
  const period = await timesheetPeriod(options, nowMs);
  const author = await resolveAuthor({ option: person ?? options.author ?? null, people: clone.people, ...io });
  const { worklogs, problems } = readWorklogs(clone, monthsAround(period));
  reportProblems(io, [...clone.problems, ...problems]);
  const { secondsPerDay } = clone.format;
  const sheet = buildTimesheet(worklogs, { author: author.handle, period, secondsPerDay, today: dayOf(nowMs) });
  if (sheet.entries.length === 0 && !author.known) {
    io.err(`tract: nobody called "${author.handle}" is in .tract/users.yaml, and no entry is theirs\n`);
  }
  if (options.format === 'csv' && !context.json) {
    io.out(timesheetCsv(sheet));
    return EXIT.done;
  }
  writeResult({ ...context, json: context.json || options.format === 'json' }, timesheetDocument(sheet), () => {
    const titles = titlesOf(clone, new Set(sheet.tickets.map(({ issue }) => issue)));
    return timesheetLines(sheet, {
      colors,
      width: io.outColumns,
      name: personText(author.handle, clone.people),
      titles,
    });
  });
  return EXIT.done;
}

/** A line stands in the month of its start as written, which with an offset may be the month beside that in UTC. */
function monthsAround({ from, to }: Period): { readonly first: string; readonly last: string } {
  return { first: dayOf(Date.parse(from) - DAY_MS).slice(0, 7), last: dayOf(Date.parse(to) + DAY_MS).slice(0, 7) };
}

function titlesOf({ folder, format }: TicketClone, keys: ReadonlySet<string>): ReadonlyMap<string, string> {
  const titles = listTicketFiles(folder)
    .filter(({ key }) => keys.has(key))
    .flatMap((file) => {
      const content = readPlainFile(folder, file.path);
      const head = content.kind === 'bytes' ? readHead(file, content.bytes, format).head : null;
      return head === null ? [] : [[file.key, String(head.values.title)] as const];
    });
  return new Map(titles);
}
