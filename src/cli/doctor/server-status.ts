import type { StatusReport } from '../../reconciler/engine.ts';
import { isBadPort } from '../api/bad-port.ts';
import { callServer, isUnreachable } from '../api/call-server.ts';
import type { ServerAccess } from '../api/server-access.ts';
import { isCliError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { readStatusReport } from '../status/read-status-report.ts';

/** What `GET /status` says to our key, or why it says nothing. */
export type ServerStatus =
  | { readonly kind: 'none' }
  | { readonly kind: 'away' }
  | { readonly kind: 'refused'; readonly reason: string; readonly isKey: boolean }
  | { readonly kind: 'status'; readonly report: StatusReport };

const TIMEOUT_MS = 30_000;

export async function readServerStatus(access: ServerAccess): Promise<ServerStatus> {
  try {
    const answer = await callServer(access, { method: 'GET', path: '/status', timeoutMs: TIMEOUT_MS });
    return answer === null ? { kind: 'away' } : { kind: 'status', report: readStatusReport(answer).report };
  } catch (error) {
    if (!isCliError(error)) throw error;
    if (isUnreachable(error) || isBadPort(error.cause)) return { kind: 'away' };
    return { kind: 'refused', reason: error.message, isKey: error.exitCode === EXIT.usage };
  }
}
