import { Failure } from '../../model/failure.ts';
import { isTicketKey, ticketName } from '../../model/ticket-key.ts';
import type { Intent } from '../../snapshot/intent.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { Forgotten } from '../../snapshot/snapshot-meta.ts';
import { MARKER } from '../commit-message.ts';
import { emptyWrite } from '../empty-write.ts';
import type { JiraSite } from '../jira-side.ts';
import type { Parts } from '../parts.ts';
import { recordIntents } from '../record-intents.ts';
import { actionOf } from '../requests/ledger.ts';
import { bornAgain } from './born-again.ts';

/** Whoever pushes an old clone after longer than this is not known again. */
const KEPT_MS = 90 * 24 * 3600_000;
/** How far back a commit of ours is looked for. */
const MOST_COMMITS = 1_000;

type Waits = ReadonlyMap<string, string>;

/**
 * Keeps files from becoming issues a second time after the whole repository was put back to a backup. The evidence is
 * in Jira only: issues that our account made of files, and that the snapshot does not know.
 */
export interface Recall {
  /** Asks Jira once, before the first file becomes a ticket, or the first issue a file, since the snapshot was read. */
  lookBack(refs: readonly string[]): Promise<void>;
  /** Gives files the issues that were made of them; `waits` with those that nobody can tell about, and the reason. */
  meet(paths: readonly string[], waits: Waits, site: JiraSite): Promise<Waits>;
}

export function createRecall(parts: Parts): Recall {
  const { snapshot } = parts;
  let asked = -1;

  async function lookBack(): Promise<void> {
    const { standing, fresh } = await findForgotten(parts);
    if (fresh.length === 0) return;
    const keys = fresh.map(({ key }) => key).join(', ');
    parts.log.warn('Jira has issues made of files, of which the snapshot does not know', { keys });
    const write = emptyWrite({ ...snapshot.meta, forgotten: [...standing, ...fresh] });
    const message = `Found ${fresh.length} issues that were forgotten`;
    if (await snapshot.record(write, { branch: null, message, atMs: parts.clock() })) return;
    await snapshot.refresh();
    throw new Failure('stale', 'the snapshot was moved by somebody else');
  }

  return {
    async lookBack(refs) {
      const isNew = (ref: string) => !isTicketKey(ref) || snapshot.entryByKey(ref) === null;
      if (asked === snapshot.readings || !refs.some(isNew)) return;
      await lookBack();
      asked = snapshot.readings;
    },
    async meet(paths, waits, site) {
      const { forgotten } = snapshot.meta;
      const suspects = paths.filter((path) => !waits.has(path) && forgotten.some((one) => one.path === path));
      const tip = suspects.length === 0 ? null : await parts.git.tip();
      if (tip === null) return waits;
      return joinForgotten(parts, suspects, tip, waits, site);
    },
  };
}

/** What a file would be given, for who only wants to know: `waits` by path with the reason, and the keys of those issues. */
export type Foreseen = { readonly waits: Waits; readonly keys: ReadonlySet<string> };

/** What {@link Recall} would find of these files now. Nothing is put on record. */
export async function foresee(parts: Parts, refs: readonly string[]): Promise<Foreseen> {
  const paths = refs.filter((ref) => ticketName(ref) !== null && !isTicketKey(ticketName(ref) ?? ''));
  const tip = paths.length === 0 ? null : await parts.git.tip();
  if (tip === null) return { waits: new Map(), keys: new Set() };
  const { standing, fresh } = await findForgotten(parts);
  const forgotten = [...standing, ...fresh];
  const files = await parts.git.readTickets(tip, paths, parts.project.format());
  const met = paths.flatMap((path): readonly (readonly [string, string, string | null])[] => {
    const file = files.get(path);
    const others = forgotten.filter((one) => one.path === path);
    if (file?.kind !== 'ticket' || others.length === 0) return [];
    const same = others.find(({ content }) => content === file.blob);
    return same === undefined
      ? [[path, reasonOf(path, others), null]]
      : [
          [
            path,
            `Jira made ${same.key} of it before the repository was put back: it becomes that ticket's file`,
            same.key,
          ],
        ];
  });
  return {
    waits: new Map(met.map(([path, reason]) => [path, reason])),
    keys: new Set(met.flatMap(([, , key]) => key ?? [])),
  };
}

/** What the snapshot remembers of issues that were forgotten, and what Jira has of them besides. */
async function findForgotten(
  parts: Parts,
): Promise<{ readonly standing: readonly Forgotten[]; readonly fresh: readonly Forgotten[] }> {
  const { snapshot } = parts;
  const { meta } = snapshot;
  const foundAtMs = parts.clock();
  const standing = meta.forgotten.filter((one) => foundAtMs - one.foundAtMs < KEPT_MS);
  const sinceMs = meta.cursor?.updatedMs ?? (meta.repair === null ? null : await lastSyncMs(parts));
  if (sinceMs === null) return { standing, fresh: [] };
  const known = knownIds(parts);
  const born = await parts.jira.born(sinceMs, (id) => snapshot.entryById(id) !== null || known.ids.has(id));
  const unknown = born.filter(({ id, uid }) => !known.uids.has(uid) && !standing.some((one) => one.id === id));
  return { standing, fresh: unknown.map(({ uid: _uid, ...one }) => ({ ...one, foundAtMs })) };
}

async function joinForgotten(
  parts: Parts,
  paths: readonly string[],
  tip: Oid,
  waits: Waits,
  site: JiraSite,
): Promise<Waits> {
  const { forgotten } = parts.snapshot.meta;
  const files = await parts.git.readTickets(tip, paths, parts.project.format());
  const begun = new Set(parts.snapshot.intents().map(({ subject }) => subject));
  const intents: Intent[] = [];
  const unclear = new Map<string, string>();
  for (const path of paths) {
    const file = files.get(path);
    if (file?.kind !== 'ticket' || begun.has(path)) continue;
    const others = forgotten.filter((one) => one.path === path);
    const same = others.find(({ content }) => content === file.blob);
    const intent = same === undefined ? null : await bornAgain(parts, { path, file, tip, issue: same }, site);
    if (same === undefined) unclear.set(path, reasonOf(path, others));
    if (intent !== null) intents.push(intent);
  }
  await recordIntents(parts, intents, `Knew ${intents.length} files again`);
  return new Map([...waits, ...unclear]);
}

function reasonOf(path: string, others: readonly Forgotten[]): string {
  const keys = others.map(({ key }) => key).join(', ');
  return (
    `Jira made ${keys} of a file of this name that said something else, before the repository was put back: ` +
    `edit that ticket and remove ${path}, or rename it for another ticket`
  );
}

/** What is under way, or was asked for through the API, is not forgotten. */
function knownIds({ snapshot }: Parts): { readonly ids: ReadonlySet<string>; readonly uids: ReadonlySet<string> } {
  const intents = snapshot.intents();
  const requests = [...snapshot.requests().values()];
  return {
    ids: new Set([...intents, ...requests].flatMap(({ result }) => result?.id ?? [])),
    uids: new Set([...intents.map(({ uid }) => uid), ...requests.map((entry) => actionOf(entry).uid)]),
  };
}

/** When the branch was last synced; null where it never was. */
async function lastSyncMs({ git, store }: Parts): Promise<number | null> {
  const tip = await git.tip();
  const commits = tip === null ? [] : await store.history(null, tip, 'issues', MOST_COMMITS);
  return commits.find(({ subject }) => subject.startsWith(MARKER))?.atMs ?? null;
}
