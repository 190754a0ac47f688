import type { ObjectStore } from '../../src/snapshot/object-store.ts';

/** A store whose writes pass a gate before and after: where a test kills the process, or lets a push in. */
export function gatedStore(store: ObjectStore, gate: (name: string) => Promise<void>): ObjectStore {
  return {
    refresh: () => store.refresh(),
    resolve: (ref) => store.resolve(ref),
    readBlobs: (oids) => store.readBlobs(oids),
    lookUp: (commit, paths) => store.lookUp(commit, paths),
    listTree: (commit, folder) => store.listTree(commit, folder),
    diff: (from, to, folder) => store.diff(from, to, folder),
    history: (from, to, path, limit) => store.history(from, to, path, limit),
    firstParents: (commit, limit) => store.firstParents(commit, limit),
    commitChanges: (from, to, folder) => store.commitChanges(from, to, folder),
    isAncestor: (older, newer) => store.isAncestor(older, newer),
    async writeCommit(spec) {
      await gate('before writeCommit');
      const oid = await store.writeCommit(spec);
      await gate('after writeCommit');
      return oid;
    },
    async moveRefs(moves) {
      await gate('before moveRefs');
      const moved = await store.moveRefs(moves);
      await gate('after moveRefs');
      return moved;
    },
    close: async () => {},
  };
}
