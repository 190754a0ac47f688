import type { ReportItem } from '../../reconciler/cycle-report.ts';
import { callServer, isUnreachable } from '../api/call-server.ts';
import { type Clone, findClone } from '../api/find-clone.ts';
import { NO_SERVER, type ServerAccess, serverAccess } from '../api/server-access.ts';
import { CliError, failedError, usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { isClean, statusLines } from '../render/status-lines.ts';
import { isSettled, ticketStatusLines } from '../render/ticket-status-lines.ts';
import { offlineStatusLines } from './offline-status-lines.ts';
import { isLocallyClean, readOfflineStatus } from './read-offline-status.ts';
import { olderServiceLine, readStatusReport } from './read-status-report.ts';

export type StatusOptions = { readonly exitCode?: boolean };

const TIMEOUT_MS = 60_000;

/** What the service says; where it cannot be reached, what the clone knows by itself. */
export async function runStatus(context: Context, key: string | null, options: StatusOptions): Promise<ExitCode> {
  const { io } = context;
  const clone = await findClone(io.cwd);
  const access = serverAccess(io.env, clone);
  if (access === null && clone === null) throw usageError(NO_SERVER);
  const clean = await showOnline(context, access, key).catch((error: unknown) => {
    if (clone === null || !isUnreachable(error)) throw error;
    io.err(`tract: ${(error as CliError).message}; what follows is what this clone knows\n`);
    return null;
  });
  const settled = clean ?? (await showOffline(context, clone, key));
  return options.exitCode === true && !settled ? EXIT.pending : EXIT.done;
}

/** Shows what the service says; answers whether nothing waits, null where no service is known. */
async function showOnline(context: Context, access: ServerAccess | null, key: string | null): Promise<boolean | null> {
  if (access === null) return null;
  const query = key === null ? '' : `?issue=${encodeURIComponent(key)}`;
  const answer = await callServer(access, { method: 'GET', path: `/status${query}`, timeoutMs: TIMEOUT_MS });
  const { colors, io } = context;
  if (key === null) {
    const { report, untold } = readStatusReport(answer);
    const older = olderServiceLine(untold);
    if (older !== null) io.err(`tract: ${older}\n`);
    writeResult(context, report, () => statusLines(report, colors, io.outColumns, Date.now()));
    return isClean(report);
  }
  if (answer === null) throw failedError(`${key} is known neither to git nor to Jira`);
  const item = answer as ReportItem;
  writeResult(context, item, () => ticketStatusLines(item, colors));
  return isSettled(item);
}

async function showOffline(context: Context, clone: Clone | null, key: string | null): Promise<boolean> {
  const offline = clone === null ? null : await readOfflineStatus(clone, key);
  if (offline === null) {
    throw new CliError(EXIT.unreachable, [
      'the clone has no snapshot: fetch it with `git fetch origin refs/notes/tract:refs/notes/tract` while the server can be reached',
    ]);
  }
  writeResult(context, offline, () => offlineStatusLines(offline, context.colors, context.io.outColumns));
  return isLocallyClean(offline);
}
