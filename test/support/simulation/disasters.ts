import type { Oid } from '../../../src/snapshot/object-store.ts';
import { MEMORY_REFS, SNAPSHOT_REF } from '../../../src/snapshot/snapshot.ts';
import type { Random } from '../random.ts';
import { BRANCH, type World } from '../world.ts';
import { readDoc } from './checkout.ts';
import { type Chronicle, wordIn, wordsIn } from './chronicle.ts';
import type { Climate } from './climate.ts';
import { FIELDS } from './developer.ts';

export type Moment = { readonly branch: Oid | null; readonly notes: Oid | null };

/** What somebody does to the repository behind everybody's back, between two cycles. True where something happened. */
export async function strike(
  world: World,
  random: Random,
  climate: Climate,
  chronicle: Chronicle,
  past: readonly Moment[],
): Promise<boolean> {
  const { store } = world;
  const now = await momentOf(world);
  const before = random.pick(past) ?? now;
  // Whoever pushes notes away does not know of the second ref; whoever puts back a folder takes both.
  const memory = random.chance(0.5) ? MEMORY_REFS : [SNAPSHOT_REF];
  const remember = (to: Oid | null) => {
    for (const ref of memory) store.setRef(ref, to);
  };
  if (random.chance(climate.forcePush)) {
    await loosenBetween(world, chronicle, before.branch, now.branch);
    store.setRef(BRANCH, before.branch);
    chronicle.figures.add('fault: force-push');
    return true;
  }
  if (random.chance(climate.lostNotes)) {
    remember(null);
    chronicle.figures.add('fault: notes lost');
    return true;
  }
  if (random.chance(climate.rewoundNotes)) {
    remember(before.notes);
    chronicle.figures.add('fault: notes rewound');
    return true;
  }
  if (random.chance(climate.restoredBackup)) {
    await loosenBetween(world, chronicle, before.branch, now.branch);
    store.setRef(BRANCH, before.branch);
    remember(before.notes);
    chronicle.figures.add('fault: backup restored');
    return true;
  }
  return false;
}

export async function momentOf({ store }: World): Promise<Moment> {
  return { branch: await store.resolve(BRANCH), notes: await store.resolve(SNAPSHOT_REF) };
}

/** Of what the dropped commits said or took out, nobody can ask that it is still there, nor that it is not. */
async function loosenBetween(world: World, chronicle: Chronicle, from: Oid | null, to: Oid | null): Promise<void> {
  if (from === null || to === null || from === to) return;
  const { store } = world;
  const changes = [...(await store.diff(from, to, '')), ...(await store.commitChanges(from, to, ''))];
  for (const { path, before, after } of changes) {
    for (const bytes of await store.readBlobs([before, after].flatMap((entry) => entry?.oid ?? []))) {
      const text = new TextDecoder().decode(bytes ?? new Uint8Array());
      chronicle.loosen(wordsIn(text));
      const values = path.startsWith('issues/') ? (readDoc(text, world.format)?.values ?? {}) : {};
      chronicle.loosen(FIELDS.map((field) => wordIn(field, values[field] ?? null)));
    }
  }
}
