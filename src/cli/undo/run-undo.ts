import type { RunSummary } from '../../reconciler/undo/list-run-summaries.ts';
import type { TicketUndo } from '../../reconciler/undo/undo-plan.ts';
import { isRunId } from '../../snapshot/run-trailer.ts';
import { callServer } from '../api/call-server.ts';
import { findClone } from '../api/find-clone.ts';
import { NO_SERVER, type ServerAccess, serverAccess } from '../api/server-access.ts';
import { ask, canAsk } from '../ask.ts';
import { handleHere } from '../author/resolve-author.ts';
import { failedError, usageError } from '../cli-error.ts';
import { openTicketClone } from '../clone-reader/open-ticket-clone.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { paint } from '../render/paint.ts';
import { plain } from '../render/plain.ts';
import { table } from '../render/table.ts';
import { runHint, runRows, undoLines } from './undo-lines.ts';

export type UndoOptions = { readonly dryRun?: boolean; readonly yes?: boolean };

/** A plan of an undo as the server tells it. */
export type ShownUndo = {
  readonly run: string;
  readonly atMs: number;
  readonly print: string;
  readonly tickets: readonly Omit<TicketUndo, 'git'>[];
};

type Undone = ShownUndo & { readonly commit: string | null };

const SHORT_MS = 60_000;
const LONG_MS = 600_000;

/** Lists the newest runs, or shows what undoing one comes to and, when that is meant, does it. */
export async function runUndo(context: Context, run: string | null, options: UndoOptions): Promise<ExitCode> {
  const access = serverAccess(context.io.env, await findClone(context.io.cwd));
  if (access === null) throw usageError(NO_SERVER);
  if (run === null) return listRuns(context, access);
  if (!isRunId(run)) throw usageError(`${plain(run)} is no id of a run: \`tract undo\` lists them`);
  const shown = await call<ShownUndo>(access, 'GET', run, undefined, SHORT_MS);
  const goesBack = shown.tickets.some(({ changes }) => changes.some(({ kept }) => kept === null));
  if (options.dryRun === true || !goesBack) {
    show(context, shown, undoLines(shown, 'planned'));
    return EXIT.done;
  }
  if (options.yes !== true && !(await isMeant(context, shown))) {
    context.io.err('tract: nothing was undone\n');
    return EXIT.failed;
  }
  const author = await whoUndoes(context);
  const undone = await call<Undone>(access, 'POST', run, { print: shown.print, author }, LONG_MS);
  show(context, undone, undoLines(undone, 'done'));
  return undone.tickets.some(({ changes }) => changes.some(({ kept }) => kept !== null)) ? EXIT.pending : EXIT.done;
}

async function listRuns(context: Context, access: ServerAccess): Promise<ExitCode> {
  const answer = (await callServer(access, { method: 'GET', path: '/runs', timeoutMs: SHORT_MS })) as {
    readonly runs: readonly RunSummary[];
  };
  const { runs } = answer;
  writeResult(context, answer, () => [
    ...(runs.length === 0
      ? []
      : [...table(['RUN', 'WHEN', 'TICKETS'], runRows(runs), context.io.outColumns, context.colors), '']),
    runHint(runs),
  ]);
  return EXIT.done;
}

/** Shows the plan on stderr and asks; without somebody to ask, `--yes` has to say it. */
async function isMeant({ io, errColors }: Context, shown: ShownUndo): Promise<boolean> {
  if (!canAsk(io)) throw usageError('nobody can be asked here: add --yes to undo it, or --dry-run to look at it');
  for (const line of undoLines(shown, 'planned')) io.err(`${paint(plain(line), errColors)}\n`);
  return /^y(es)?$/i.test(await ask('Undo this? [y/N] '));
}

async function call<A>(
  access: ServerAccess,
  method: 'GET' | 'POST',
  run: string,
  body: unknown,
  timeoutMs: number,
): Promise<A> {
  const answer = await callServer(access, { method, path: `/undo/${encodeURIComponent(run)}`, body, timeoutMs });
  if (answer === null)
    throw failedError(`the service knows no run ${run}: \`tract undo\` lists those that can be undone`);
  return answer as A;
}

function show(context: Context, document: unknown, lines: readonly string[]): void {
  writeResult(context, document, () => lines.map((line) => paint(plain(line), context.colors)));
}

/** Whose name the commit gets, where there is a clone that says it. */
async function whoUndoes({ io: { cwd, env } }: Context): Promise<string | null> {
  if ((await findClone(cwd)) === null) return null;
  const { people } = await openTicketClone(cwd);
  return handleHere({ people, cwd, env });
}
