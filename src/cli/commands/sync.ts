import { InvalidArgumentError } from 'commander';
import type { CycleReport } from '../../reconciler/cycle-report.ts';
import { hasPending, outcomeLines } from '../../server/outcome-lines.ts';
import { callServer } from '../api/call-server.ts';
import { findClone } from '../api/find-clone.ts';
import { serverAccess } from '../api/server-access.ts';
import { usageError } from '../cli-error.ts';
import { type CommandModule, example } from '../command.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { paint } from '../render/paint.ts';
import { plain } from '../render/plain.ts';

type Options = { readonly full?: boolean; readonly retryHeld?: boolean; readonly allowDeletes?: number };

const LONGEST_WAIT_MS = 3_600_000;

/** `tract sync`: asks the service for an early reconcile, waits, and prints what came of it. */
export const sync: CommandModule = {
  add(program, run) {
    program
      .command('sync')
      .description('reconcile now, wait, and print the outcome')
      .option('--full', 'walk all tickets instead of what changed')
      .option('--retry-held', 'try again what Jira refused')
      .option('--allow-deletes <n>', 'let so many tickets be removed in this cycle', wholeNumber)
      .addHelpText('after', example('tract sync', 'tract sync --full --allow-deletes 40'))
      .action((options: Options, command) => run((context) => runSync(context, options), command));
  },
};

async function runSync(context: Context, options: Options): Promise<ExitCode> {
  const { io } = context;
  const access = serverAccess(io.env, await findClone(io.cwd));
  if (access === null) throw usageError(NO_SERVER);
  const { full = false, retryHeld = false, allowDeletes = 0 } = options;
  const call = {
    method: 'POST',
    path: '/sync',
    body: { full, retryHeld, allowDeletes },
    timeoutMs: LONGEST_WAIT_MS,
  } as const;
  const report = (await callServer(access, call)) as CycleReport;
  writeResult(context, report, () => outcomeLines(report).map((line) => paint(plain(line), context.colors)));
  if (report.error !== null) return EXIT.failed;
  return hasPending(report) ? EXIT.pending : EXIT.done;
}

export const NO_SERVER =
  'no sync service is known: set TRACT_SYNC_SERVER, or sync.server in .tract/config.yaml, or run this in a clone that has it';

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
