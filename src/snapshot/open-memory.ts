import { Failure } from '../model/failure.ts';
import { Damage } from './damage.ts';
import type { ObjectStore, Oid } from './object-store.ts';
import { emptyState, readState, type SnapshotState } from './snapshot-state.ts';

/**
 * How the snapshot was found other than it was left. `complete`: its second ref had all of it, and nothing is lost.
 */
export type MemoryLoss = { readonly reason: string; readonly complete: boolean };

/** Where the refs stand: the public one, and the one that keeps the same commit where nobody else writes. */
export type MemoryRefs = { readonly ref: string; readonly keeper: string };
export type MemoryPlace = { readonly ref: Oid | null; readonly keeper: Oid | null };

export type Memory = {
  readonly state: SnapshotState;
  readonly place: MemoryPlace;
  readonly loss: MemoryLoss | null;
};

/**
 * Reads the newest snapshot that can be read. Both refs move together, so where they differ somebody else moved or
 * removed one. What is damaged on both is begun anew. Fatal: written by a newer Tract, of another project or branch.
 */
export async function openMemory(
  store: ObjectStore,
  refs: MemoryRefs,
  { project, branch }: { readonly project: string; readonly branch: string },
): Promise<Memory> {
  const place = { ref: await store.resolve(refs.ref), keeper: await store.resolve(refs.keeper) };
  const damages: string[] = [];
  const commits = await byAge(store, place);
  for (const commit of commits) {
    const state = await readOrDamage(store, commit, damages);
    if (state === null) continue;
    expectOwn(state, refs.ref, project, branch);
    return { state, place, loss: lossOf(refs, place, state, damages) };
  }
  const empty = emptyState(project, branch);
  if (commits.length === 0) return { state: empty, place, loss: null };
  return { state: empty, place, loss: { reason: `${refs.ref} is damaged (${damages.join('; ')})`, complete: false } };
}

/** The newer one first; where neither stands on the other, the one that nobody else writes. */
async function byAge(store: ObjectStore, { ref, keeper }: MemoryPlace): Promise<readonly Oid[]> {
  if (ref === null || keeper === null || ref === keeper) return [ref ?? keeper ?? []].flat();
  return (await store.isAncestor(keeper, ref)) ? [ref, keeper] : [keeper, ref];
}

async function readOrDamage(store: ObjectStore, commit: Oid, damages: string[]): Promise<SnapshotState | null> {
  try {
    return await readState(store, commit);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    damages.push(`${error.place}: ${error.message}`);
    return null;
  }
}

function expectOwn({ meta }: SnapshotState, ref: string, project: string, branch: string): void {
  const isOwn = meta.project === project || meta.formerKeys.includes(project);
  if (isOwn && meta.branch === branch) return;
  const found = `project ${meta.project}, branch ${meta.branch}`;
  throw new Failure(
    'fatal',
    `the snapshot ${ref} is of ${found}, not of project ${project}, branch ${branch}: check TRACT_PROJECT and TRACT_BRANCH (where Jira renamed the project, name it as before: the service follows by itself)`,
  );
}

function lossOf(
  { ref, keeper }: MemoryRefs,
  place: MemoryPlace,
  { commit }: SnapshotState,
  damages: readonly string[],
): MemoryLoss | null {
  if (damages.length > 0) {
    const reason = `${commit === place.keeper ? ref : keeper} is damaged (${damages.join('; ')})`;
    // What is older than the damaged one does not know what was agreed since.
    return { reason: `${reason}, and was read from ${commit === place.keeper ? keeper : ref}`, complete: false };
  }
  if (commit === place.ref) return null;
  const what = place.ref === null ? 'is gone' : 'was moved by somebody else';
  return { reason: `${ref} ${what}, and was taken up again from ${keeper}`, complete: true };
}
