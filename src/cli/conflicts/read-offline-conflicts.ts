import { ticketFormatOf } from '../../model/project-config.ts';
import type { TicketDoc } from '../../model/ticket.ts';
import { readTicketFile } from '../../model/ticket-file.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import { openRepository } from '../../reconciler/git/repository.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import { openSnapshot, SNAPSHOT_REF } from '../../snapshot/snapshot.ts';
import type { Clone } from '../api/find-clone.ts';
import { CliError } from '../cli-error.ts';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import { EXIT } from '../exit-code.ts';
import { readMeta } from '../status/read-offline-status.ts';
import type { Conflict } from './conflict.ts';

export type OfflineConflicts = readonly { readonly issue: string; readonly conflicts: readonly Conflict[] }[];

/**
 * What was in conflict when the fetched snapshot was written, with what git says now; what Jira says is not in a clone.
 * A CliError (unreachable) where the snapshot was never fetched.
 */
export async function readOfflineConflicts(clone: Clone, key: string | null): Promise<OfflineConflicts> {
  const store = await openRepository(clone.folder, { clone: true });
  try {
    const note = await store.resolve(SNAPSHOT_REF);
    if (note === null) throw new CliError(EXIT.unreachable, [NO_SNAPSHOT]);
    const snapshot = await openSnapshot(store, await readMeta(store, note));
    const pending = [...snapshot.entries()].filter((entry) => entry.pending && (key === null || entry.key === key));
    const bases = await snapshot.bases(pending.map((entry) => entry.key));
    return [...bases.values()].flatMap((base) => {
      const conflicts = conflictsIn(base, readDoc(clone, base.key));
      return conflicts.length === 0 ? [] : [{ issue: base.key, conflicts }];
    });
  } finally {
    await store.close();
  }
}

const NO_SNAPSHOT =
  'the clone has no snapshot: fetch it with `git fetch origin refs/notes/tract:refs/notes/tract` while the server can be reached';

/** The file as it lies there; null where it is gone or cannot be read. */
function readDoc(clone: Clone, key: string): TicketDoc | null {
  const file = readPlainFile(clone.folder, ticketPath(key));
  if (file.kind !== 'bytes') return null;
  const reading = readTicketFile(file.bytes, ticketFormatOf(clone.config()));
  return reading.kind === 'ticket' ? reading.doc : null;
}

function conflictsIn(base: TicketBase, doc: TicketDoc | null): readonly Conflict[] {
  return base.holds
    .filter(({ kind }) => kind === 'conflict')
    .map(({ field, reason, since, git, jira, origins }) => ({
      field,
      reason,
      since,
      origins,
      seen: { git, jira },
      ...valuesOf(field, base, doc),
    }));
}

/** Which comment or line is which cannot be told without Jira, so only what was agreed of them is known. */
function valuesOf(field: string, base: TicketBase, doc: TicketDoc | null): Pick<Conflict, 'base' | 'git'> {
  const comment = base.comments.find(({ id }) => field === `comment:${id}`);
  if (comment !== undefined) return { base: comment.text.markdown };
  const worklog = base.worklogs.find(({ id }) => field === `worklog:${id}`);
  if (worklog !== undefined) return { base: worklog };
  if (field === 'file') return {};
  const agreed = base.texts[field]?.markdown ?? base.values[field] ?? null;
  return doc === null ? { base: agreed } : { base: agreed, git: doc.texts[field] ?? doc.values[field] ?? null };
}
