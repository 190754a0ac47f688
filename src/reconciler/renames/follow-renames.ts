import { isTicketKey, ticketName, ticketPath } from '../../model/ticket-key.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { IndexEntry } from '../../snapshot/index-entry.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { GitState, Observation } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { type Renames, readRenames } from './read-renames.ts';
import { replacedReason, standingReplacement } from './replaced-hold.ts';

type Subject = { readonly key: string | null; readonly path: string; readonly entry: IndexEntry | null };
type Named = Pick<Observation, 'path' | 'git' | 'misnamed'>;

const ABSENT: GitState = { kind: 'absent' };

/** The file of each subject, under whatever name somebody gave it, in the order of the subjects. */
export async function followRenames(
  parts: Parts,
  commit: Oid | null,
  subjects: readonly Subject[],
  files: ReadonlyMap<string, GitState>,
  bases: ReadonlyMap<string, TicketBase>,
): Promise<readonly Named[]> {
  const asIs = subjects.map(({ path }): Named => ({ path, git: files.get(path) ?? ABSENT, misnamed: null }));
  const suspects = subjects.filter((subject, index) => isSuspect(subject, asIs[index]?.git ?? ABSENT));
  if (suspects.length === 0) return asIs;
  const changed = suspects.flatMap(({ entry, path }): readonly (readonly [IndexEntry, Oid])[] => {
    const file = files.get(path) ?? ABSENT;
    return entry === null || file.kind === 'absent' ? [] : [[entry, file.blob]];
  });
  const removed = suspects.flatMap(({ entry, path }) => (entry && !isThere(files.get(path)) ? [entry] : []));
  const renames = await readRenames(parts, commit, { newcomers: [], removed, changed });
  const moved = await parts.git.readTickets(commit, [...renames.keyOf.keys()], parts.project.format());
  return subjects.map(({ key, path, entry }, index) => {
    const named = asIs[index] ?? { path, git: ABSENT, misnamed: null };
    if (key === null || path !== ticketPath(key)) return named;
    if (entry === null) return renames.keyOf.has(path) ? { ...named, git: ABSENT } : named;
    return follow(key, named, renames, { moved, base: bases.get(key) ?? null });
  });
}

function isThere(file: GitState | undefined): boolean {
  return file !== undefined && file.kind !== 'absent';
}

function isSuspect({ key, path, entry }: Subject, git: GitState): boolean {
  if (key === null || path !== ticketPath(key) || !isTicketKey(ticketName(path) ?? '')) return false;
  if (git.kind === 'absent') return entry !== null;
  return entry === null || git.blob !== entry.blob;
}

function follow(
  key: string,
  named: Named,
  { pathOf, replaced }: Renames,
  { moved, base }: { readonly moved: ReadonlyMap<string, GitState>; readonly base: TicketBase | null },
): Named {
  if (named.git.kind === 'absent') {
    const path = pathOf.get(key);
    if (path !== undefined) return { path, git: moved.get(path) ?? ABSENT, misnamed: { kind: 'renamed' } };
    const over = [...replaced].find(([, source]) => source === key)?.[0];
    return over === undefined ? named : { ...named, misnamed: { kind: 'overwrote', path: ticketPath(over) } };
  }
  const source = replaced.get(key);
  const told = source === undefined ? null : replacedReason(key, source);
  const reason = standingReplacement(base, named.git) ?? told;
  return reason === null ? named : { ...named, misnamed: { kind: 'replaced', reason } };
}
