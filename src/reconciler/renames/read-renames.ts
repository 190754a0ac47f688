import { isTicketKey, ticketName, ticketPath } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { IndexEntry } from '../../snapshot/index-entry.ts';
import type { Oid, TreeChange } from '../../snapshot/object-store.ts';
import type { GitState } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { findRenames, type MissingFile, type StrangeFile } from './find-renames.ts';
import { findReplaced, type OtherTicket } from './find-replaced.ts';
import { portraitOfBase, portraitOfFile } from './likeness.ts';

/** What pushes did to the names of ticket files that is not settled yet. */
export type Renames = {
  /** The files that are some ticket's under another name, by path, and the other way round. */
  readonly keyOf: ReadonlyMap<string, string>;
  readonly pathOf: ReadonlyMap<string, string>;
  /** Tickets in whose file another one's content stands, with that one's key where it is known. */
  readonly replaced: ReadonlyMap<string, string | null>;
};

export const NO_RENAMES: Renames = { keyOf: new Map(), pathOf: new Map(), replaced: new Map() };

type Standing = {
  /** Removed since both sides last agreed. */
  readonly removed: readonly IndexEntry[];
  readonly changed: readonly (readonly [IndexEntry, Oid])[];
  readonly strangers: readonly string[];
};

/** What may be so since before: files taken for new tickets, and tickets whose file is gone or not as agreed. */
export type Suspects = {
  readonly newcomers: readonly string[];
  readonly removed: readonly IndexEntry[];
  readonly changed: readonly (readonly [IndexEntry, Oid])[];
};

/** Compares the branch with the last commit that was settled, and looks at the suspects besides. */
export async function readRenames(parts: Parts, commit: Oid | null, suspects: Suspects): Promise<Renames> {
  const { snapshot } = parts;
  if (commit === null || snapshot.meta.commit === null) return NO_RENAMES;
  const changes = await parts.store.diff(snapshot.meta.commit, commit, 'issues');
  const changed = changedOf(parts, changes, suspects);
  const standing = mayBeRenamed(parts, changes, suspects)
    ? { changed, ...(await misplaced(parts, commit)) }
    : { changed, removed: [], strangers: [] };
  const keyOf = await renamesOf(parts, commit, standing);
  const moved = new Set(keyOf.values());
  const replaced = await replacedOf(parts, commit, {
    ...standing,
    removed: standing.removed.filter(({ key }) => !moved.has(key)),
  });
  return { keyOf, pathOf: new Map([...keyOf].map(([path, key]) => [key, path])), replaced };
}

function changedOf({ snapshot }: Parts, changes: readonly TreeChange[], suspects: Suspects): Standing['changed'] {
  const changed = new Map(suspects.changed.map(([entry, blob]) => [entry, blob]));
  for (const { path, after } of changes) {
    const entry = snapshot.entryByKey(ticketName(path) ?? '');
    if (entry !== null && after !== null && after.oid !== entry.blob) changed.set(entry, after.oid);
  }
  return [...changed];
}

/** Only where a ticket's file is gone, or one is no ticket's, is the whole folder looked at. */
function mayBeRenamed({ snapshot }: Parts, changes: readonly TreeChange[], suspects: Suspects): boolean {
  const isGone = ({ path, after }: TreeChange) =>
    after === null && (snapshot.entryByKey(ticketName(path) ?? '')?.blob ?? null) !== null;
  const added = changes.filter(({ after }) => after !== null);
  const paths = [...added, ...snapshot.meta.problems].map(({ path }) => path);
  const isAdded = [...suspects.newcomers, ...paths].some((path) => isStranger(path, snapshot));
  return isAdded || suspects.removed.length > 0 || changes.some(isGone);
}

/**
 * The folder beside the index, not beside an older commit: a ticket may have got its file since the last commit that was
 * settled, and another waits for longer than that because Jira does not show it.
 */
async function misplaced({ git, snapshot }: Parts, commit: Oid): Promise<Pick<Standing, 'removed' | 'strangers'>> {
  const listed = await git.listTickets(commit);
  return {
    removed: [...snapshot.entries()].filter(({ key, blob }) => blob !== null && !listed.has(ticketPath(key))),
    strangers: [...listed.keys()].filter((path) => isStranger(path, snapshot)),
  };
}

/** What was made offline has a name of its own, by which it is known; what Jira was asked to create is on its way. */
function isStranger(path: string, snapshot: Parts['snapshot']): boolean {
  const name = ticketName(path);
  if (name === null || isOfflineKey(name) || snapshot.entryByKey(name) !== null) return false;
  return !snapshot.intents().some(({ subject }) => subject === path);
}

async function renamesOf(
  parts: Parts,
  commit: Oid,
  { removed, strangers }: Standing,
): Promise<ReadonlyMap<string, string>> {
  if (strangers.length === 0) return new Map();
  const settled = [...parts.snapshot.entries()].filter(({ blob }) => blob === null);
  const missing = await portraits(parts, [...removed, ...settled]);
  if (missing.length === 0) return new Map();
  const files = await parts.git.readTickets(commit, strangers, parts.project.format());
  return findRenames(
    missing,
    [...files].flatMap(([path, file]): readonly StrangeFile[] =>
      file.kind === 'absent' ? [] : [{ path, blob: file.blob, portrait: portraitOf(file) }],
    ),
  );
}

async function replacedOf(
  parts: Parts,
  commit: Oid,
  { removed, changed }: Standing,
): Promise<ReadonlyMap<string, string | null>> {
  if (changed.length === 0) return new Map();
  const paths = changed.map(([{ key }]) => ticketPath(key));
  const files = await parts.git.readTickets(commit, paths, parts.project.format());
  const blobs = new Set(changed.map(([, blob]) => blob));
  const copied = [...parts.snapshot.entries()].filter(({ blob }) => blob !== null && blobs.has(blob));
  const others: readonly OtherTicket[] = await portraits(parts, [...removed, ...copied]);
  const bases = await parts.snapshot.bases(changed.map(([{ key }]) => key));
  const found = new Map<string, string | null>();
  for (const [{ key }, blob] of changed) {
    const file = files.get(ticketPath(key));
    const base = bases.get(key);
    if (file?.kind !== 'ticket' || base === undefined) continue;
    const source = findReplaced({ key, blob, portrait: portraitOfFile(file.doc), own: portraitOfBase(base) }, others);
    if (source !== null) found.set(key, source.key);
  }
  return found;
}

async function portraits({ snapshot }: Parts, entries: readonly IndexEntry[]): Promise<readonly MissingFile[]> {
  const bases = await snapshot.bases(entries.map(({ key }) => key));
  return entries.flatMap(({ key, blob }) => {
    const base = bases.get(key);
    return base === undefined ? [] : [{ key, blob, made: base.made ?? null, portrait: portraitOfBase(base) }];
  });
}

function portraitOf(file: GitState) {
  return file.kind === 'ticket' ? portraitOfFile(file.doc) : null;
}

/**
 * What the queue has, by the tickets that it is about: a file under another name is its ticket's business. A key that
 * somebody gave such a file without it being its own is left out until the file is put back.
 */
export async function refsAsNamed(parts: Parts, tip: Oid | null, refs: readonly string[]): Promise<readonly string[]> {
  const paths = refs.map((ref) => (isTicketKey(ref) ? ticketPath(ref) : ref));
  const strange = paths.filter((path) => isStranger(path, parts.snapshot));
  if (tip === null || strange.length === 0) return refs;
  const newcomers = [...(await parts.store.lookUp(tip, strange)).keys()];
  if (newcomers.length === 0) return refs;
  const { keyOf } = await readRenames(parts, tip, { newcomers, removed: [], changed: [] });
  const named = refs.flatMap((ref) => {
    if (isTicketKey(ref)) return keyOf.has(ticketPath(ref)) ? [] : [ref];
    return [keyOf.get(ref) ?? ref];
  });
  return [...new Set(named)];
}
