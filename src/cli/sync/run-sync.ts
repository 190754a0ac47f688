import type { CycleReport } from '../../reconciler/cycle-report.ts';
import { hasPending, outcomeLines } from '../../server/outcome-lines.ts';
import { callServer } from '../api/call-server.ts';
import { findClone } from '../api/find-clone.ts';
import { NO_SERVER, serverAccess } from '../api/server-access.ts';
import { usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { paint } from '../render/paint.ts';
import { plain } from '../render/plain.ts';

export type SyncOptions = { readonly full?: boolean; readonly retryHeld?: boolean; readonly allowDeletes?: number };

const LONGEST_WAIT_MS = 3_600_000;

/** Asks the service to reconcile now, and shows the outcome. */
export async function runSync(context: Context, options: SyncOptions): Promise<ExitCode> {
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
