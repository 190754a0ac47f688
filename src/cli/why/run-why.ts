import type { Why } from '../../reconciler/why/reason.ts';
import { callServer } from '../api/call-server.ts';
import type { ServerAccess } from '../api/server-access.ts';
import { failedError } from '../cli-error.ts';
import { conflictsSource, ticketNamed, unlessOffline } from '../conflicts/conflicts-source.ts';
import { fieldsOf } from '../conflicts/written-value.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readOfflineWhy } from './read-offline-why.ts';
import { whyLines } from './why-lines.ts';

export type WhyOptions = { readonly all?: boolean };

const TIMEOUT_MS = 60_000;

/** Tells why a ticket, or one field of it, is what it is; without the server, what the clone knows of that. */
export async function runWhy(
  context: Context,
  name: string,
  field: string | null,
  { all = false }: WhyOptions,
): Promise<ExitCode> {
  const source = await conflictsSource(context);
  const issue = ticketNamed(name, source);
  const online = await unlessOffline(context, source, (access) => askWhy(access, issue, field, all));
  const why = online ?? (source.clone === null ? null : await readOfflineWhy(source.clone, issue, field, all));
  if (why === null) throw failedError(`${issue} is not known in this clone`);
  const lines = context.json ? [] : await whyLines(why, field, fieldsOf(source), context);
  writeResult(context, why, () => lines);
  return EXIT.done;
}

async function askWhy(access: ServerAccess, issue: string, field: string | null, all: boolean): Promise<Why> {
  const query = new URLSearchParams({ ...(field === null ? {} : { field }), ...(all ? { all: 'true' } : {}) });
  const path = `/why/${encodeURIComponent(issue)}?${query}`;
  const answer = await callServer(access, { method: 'GET', path, timeoutMs: TIMEOUT_MS });
  if (answer === null) throw failedError(`${issue} is known neither to git nor to Jira`);
  return answer as Why;
}
