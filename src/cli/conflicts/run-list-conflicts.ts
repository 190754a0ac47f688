import type { HeldItem } from '../../server/held-items.ts';
import { callServer } from '../api/call-server.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { table } from '../render/table.ts';
import { conflictsSource, unlessOffline } from './conflicts-source.ts';
import { readOfflineConflicts } from './read-offline-conflicts.ts';

type Listed = Pick<HeldItem, 'issue' | 'field' | 'kind' | 'reason' | 'since'>;

const TIMEOUT_MS = 60_000;

/** Lists what is in conflict, oldest first; without the server, what the clone knows of it. */
export async function runListConflicts(context: Context): Promise<ExitCode> {
  const source = await conflictsSource(context);
  const online = await unlessOffline(context, source, async (access) => {
    const answer = await callServer(access, { method: 'GET', path: '/conflicts', timeoutMs: TIMEOUT_MS });
    return (answer as { readonly conflicts: readonly Listed[] }).conflicts;
  });
  const held = online ?? (source.clone === null ? [] : listed(await readOfflineConflicts(source.clone, null)));
  const conflicts = held.filter(({ kind }) => kind === 'conflict');
  writeResult(context, { conflicts }, () => lines(conflicts, held.length - conflicts.length, context));
  return EXIT.done;
}

function listed(tickets: Awaited<ReturnType<typeof readOfflineConflicts>>): readonly Listed[] {
  return tickets.flatMap(({ issue, conflicts }) =>
    conflicts.map(({ field, reason, since }) => ({ issue, field, kind: 'conflict' as const, reason, since })),
  );
}

function lines(conflicts: readonly Listed[], others: number, { io, colors }: Context): readonly string[] {
  const more =
    others === 0 ? [] : ['', `${others} more ${others === 1 ? 'waits' : 'wait'} for other reasons: tract status`];
  if (conflicts.length === 0) return ['Nothing is in conflict.', ...more];
  const rows = conflicts.map(({ issue, field, since, reason }) => [issue, field, since, reason]);
  const hint = ['', 'tract conflicts show KEY shows both sides, tract conflicts resolve KEY settles it.'];
  return [...table(['TICKET', 'FIELD', 'SINCE', 'WHAT'], rows, io.outColumns, colors), ...hint, ...more];
}
