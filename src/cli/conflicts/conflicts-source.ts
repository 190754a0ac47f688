import { isTicketKey } from '../../model/ticket-key.ts';
import type { ReportItem } from '../../reconciler/cycle-report.ts';
import { callServer, isUnreachable } from '../api/call-server.ts';
import { type Clone, findClone } from '../api/find-clone.ts';
import { NO_SERVER, type ServerAccess, serverAccess } from '../api/server-access.ts';
import { type CliError, failedError, usageError } from '../cli-error.ts';
import { keysMeant } from '../clone-reader/find-ticket-file.ts';
import type { Context } from '../context.ts';
import { plain } from '../render/plain.ts';

const TIMEOUT_MS = 60_000;

/** Where conflicts are asked for: the server that is known, and the clone that the command runs in. At least one is there. */
export type ConflictsSource = { readonly access: ServerAccess | null; readonly clone: Clone | null };

/** A CliError (usage) where there is neither. */
export async function conflictsSource({ io }: Pick<Context, 'io'>): Promise<ConflictsSource> {
  const clone = await findClone(io.cwd);
  const access = serverAccess(io.env, clone);
  if (access === null && clone === null) throw usageError(NO_SERVER);
  return { access, clone };
}

/** Asks the server; null, once that was told, where it cannot be reached but the clone knows something. */
export async function unlessOffline<T>(
  { io }: Pick<Context, 'io'>,
  { access, clone }: ConflictsSource,
  ask: (access: ServerAccess) => Promise<T>,
): Promise<T | null> {
  if (access === null) return null;
  return ask(access).catch((error: unknown) => {
    if (clone === null || !isUnreachable(error)) throw error;
    io.err(`tract: ${(error as CliError).message}; what follows is what this clone knows\n`);
    return null;
  });
}

/** The key that a person means: in any case, or the number alone where a clone says of which project. */
export function ticketNamed(name: string, { clone }: ConflictsSource): string {
  const project = clone?.config().project.key ?? '';
  const key = keysMeant(name.trim(), project).findLast(isTicketKey);
  if (key === undefined) throw usageError(`${plain(name)} is no key of a ticket such as APP-123`);
  return key;
}

/**
 * One ticket as both sides have it now. A CliError (failed) where nobody knows it, and while an answer of Jira keeps it
 * out of cycles: then its conflicts are as they were, and nobody may take it for a ticket without any.
 */
export async function compareTicket(access: ServerAccess, key: string): Promise<ReportItem> {
  const path = `/status?issue=${encodeURIComponent(key)}`;
  const item = await callServer(access, { method: 'GET', path, timeoutMs: TIMEOUT_MS });
  if (item === null) throw failedError(`${key} is known neither to git nor to Jira`);
  const { situation, failure } = item as ReportItem;
  if (situation === 'awaited') throw failedError(`${key} waits with its conflicts, try again soon: ${failure?.reason}`);
  return item as ReportItem;
}
