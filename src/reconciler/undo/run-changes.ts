import type { TicketBase } from '../../snapshot/base.ts';
import { decodeBase } from '../../snapshot/base-note.ts';
import type { ObjectStore, Oid } from '../../snapshot/object-store.ts';
import type { Run } from './runs.ts';

/** What both sides agreed on for one ticket before and after a run; null where nothing was agreed. */
export type RunChange = { readonly id: string; readonly before: TicketBase | null; readonly after: TicketBase | null };

/** The tickets whose agreement a run changed, in the order of their keys' numbers. */
export async function readRunChanges(store: ObjectStore, { steps }: Run): Promise<readonly RunChange[]> {
  const changes = new Map<string, RunChange>();
  for (const { before, after } of steps) {
    const moves = (await store.diff(before, after, '')).filter(({ path }) => isNote(path));
    const old = await readBases(
      store,
      moves.map((move) => move.before?.oid ?? null),
    );
    const fresh = await readBases(
      store,
      moves.map((move) => move.after?.oid ?? null),
    );
    for (const id of new Set([...old.keys(), ...fresh.keys()])) {
      const first = changes.get(id);
      changes.set(id, { id, before: first ? first.before : (old.get(id) ?? null), after: fresh.get(id) ?? null });
    }
  }
  return [...changes.values()].sort((a, b) => numberOf(a) - numberOf(b));
}

/** Notes stand in folders named after the beginning of their name. */
function isNote(path: string): boolean {
  return /^[0-9a-f/]+$/.test(path) && path.replaceAll('/', '').length === 40;
}

async function readBases(store: ObjectStore, oids: readonly (Oid | null)[]): Promise<ReadonlyMap<string, TicketBase>> {
  const wanted = oids.filter((oid) => oid !== null);
  const blobs = await store.readBlobs(wanted);
  const bases = blobs.flatMap((bytes, index) => {
    return bytes === null ? [] : [decodeBase(new TextDecoder().decode(bytes), wanted[index] ?? '')];
  });
  return new Map(bases.map((base) => [base.id, base]));
}

function numberOf({ before, after }: RunChange): number {
  return Number(/\d+$/.exec(after?.key ?? before?.key ?? '')?.[0] ?? 0);
}
