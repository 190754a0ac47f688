import { conflictRecordPath } from '../../model/conflict-record.ts';
import { parseConflictRecord } from '../../model/parse-conflict-record.ts';
import { isRenamed } from '../../model/temporary-key.ts';
import type { TicketDoc } from '../../model/ticket.ts';
import type { WorklogLine } from '../../model/worklog.ts';
import type { CommitInfo, Oid } from '../../snapshot/object-store.ts';
import { MARKER } from '../commit-message.ts';
import type { Observation, PlanSettings } from '../observation.ts';
import type { Parts } from '../parts.ts';

/** How many commits of one file are looked at. */
const MOST_COMMITS = 500;

/** A ticket as a commit of ours left it: what both sides held then, but for what was in conflict, by reference. */
export type Synced = {
  readonly doc: TicketDoc;
  readonly worklogs: readonly WorklogLine[];
  readonly contested: ReadonlySet<string>;
};

/** The ticket as our newest commit of it left it; null where the memory is newer, or there is no such commit. */
export async function findSynced(
  parts: Parts,
  { path, base }: Observation,
  key: string,
  tip: Oid,
  settings: PlanSettings,
): Promise<Synced | null> {
  const { store, git, snapshot } = parts;
  const commits = await store.history(null, tip, path, MOST_COMMITS);
  const last = await findLastSync(store, commits, path);
  const ofFile = commits[last]?.oid;
  if (ofFile === undefined) return null;
  // Not by the mark of the whole branch: it moves on with the first ticket that is met again.
  const agreed = base === null ? null : (snapshot.entryById(base.id)?.blob ?? null);
  if (agreed !== null && (await wasThere(store, commits.slice(0, last + 1), path, agreed))) return null;
  const ours = (await lastOfLines(parts, key, ofFile, tip, settings)) ?? ofFile;
  const [state, worklogs] = await Promise.all([
    git.readTickets(ours, [path], settings.format),
    git.readWorklogs(ours, [key], settings.format),
  ]);
  const file = state.get(path);
  if (file?.kind !== 'ticket') return null;
  const queued = await queuedAt(parts, ours);
  const lines = (worklogs.get(key)?.lines ?? []).filter(({ worklog }) => !queued.has(worklog.id ?? ''));
  return { doc: file.doc, worklogs: lines, contested: await contestedAt(parts, ours, key) };
}

/** Our newest commit that did more to the file than to put keys in the place of temporary ones; -1 where there is none. */
async function findLastSync(store: Parts['store'], commits: readonly CommitInfo[], path: string): Promise<number> {
  for (const [index, { subject, oid, parents }] of commits.entries()) {
    if (!subject.startsWith(MARKER)) continue;
    const [before, after] = await Promise.all([textAt(store, parents[0] ?? null, path), textAt(store, oid, path)]);
    if (before === null || after === null || !isRenamed(before, after)) return index;
  }
  return -1;
}

/** Time that waits in the queue of offline work was not in Jira then. */
async function queuedAt({ git }: Parts, commit: Oid): Promise<ReadonlySet<string>> {
  const { queued } = await git.readQueue(commit);
  return new Set(queued.flatMap(({ entry }) => (entry.kind === 'worklog' ? [entry.id] : [])));
}

/** What waited for a person then: of that git says its own, and Jira something else. */
async function contestedAt({ store }: Parts, commit: Oid, key: string): Promise<ReadonlySet<string>> {
  const text = await textAt(store, commit, conflictRecordPath(key));
  const reading = text === null ? null : parseConflictRecord(text);
  return new Set(reading?.kind === 'record' ? reading.record.conflicts.map(({ field }) => field) : []);
}

async function textAt(store: Parts['store'], commit: Oid | null, path: string): Promise<string | null> {
  const entry = commit === null ? undefined : (await store.lookUp(commit, [path])).get(path);
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

async function wasThere(
  store: Parts['store'],
  commits: readonly CommitInfo[],
  path: string,
  blob: Oid,
): Promise<boolean> {
  const found = await Promise.all(commits.map(({ oid }) => store.lookUp(oid, [path])));
  return found.some((entries) => entries.get(path)?.oid === blob);
}

/** Our newest commit since `from` that changed time entries of this ticket and not its file. */
async function lastOfLines(
  { store, git }: Parts,
  key: string,
  from: Oid,
  tip: Oid,
  { format }: PlanSettings,
): Promise<Oid | null> {
  const saidAt = async (commit: Oid | null) => {
    const lines = (await git.readWorklogs(commit, [key], format)).get(key)?.lines ?? [];
    return JSON.stringify(lines.map(({ worklog }) => worklog));
  };
  for (const { oid, parents, subject } of await store.history(from, tip, 'worklogs', MOST_COMMITS)) {
    if (subject.startsWith(MARKER) && (await saidAt(oid)) !== (await saidAt(parents[0] ?? null))) return oid;
  }
  return null;
}
