import type { Value } from '../../../src/model/value.ts';
import type { TicketBase } from '../../../src/snapshot/base.ts';
import { decodeBase } from '../../../src/snapshot/base-note.ts';
import { notePath } from '../../../src/snapshot/note-path.ts';
import { SNAPSHOT_REF } from '../../../src/snapshot/snapshot.ts';
import type { World } from '../world.ts';
import { wordsIn } from './chronicle.ts';

/** Whether what a ticket's sides agreed on says this word: an entry of which Tract knows that both have it. */
export async function isOnRecord(world: World, key: string, word: string): Promise<boolean> {
  return (await agreedWords(world, key)).has(word);
}

/** All words of what a ticket's sides agreed on. */
export async function agreedWords(world: World, key: string): Promise<ReadonlySet<string>> {
  return new Set(wordsIn(JSON.stringify(await baseOf(world, key))));
}

/** What both sides agreed on for a field, null where that is nothing. */
export async function agreedValue(world: World, key: string, field: string): Promise<Value> {
  return (await baseOf(world, key))?.values[field] ?? null;
}

async function baseOf({ store }: World, key: string): Promise<TicketBase | null> {
  const commit = await store.resolve(SNAPSHOT_REF);
  if (commit === null) return null;
  const path = notePath(key);
  const entry = (await store.lookUp(commit, [path])).get(path);
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return bytes ? decodeBase(new TextDecoder().decode(bytes), path) : null;
}
