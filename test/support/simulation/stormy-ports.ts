import type { JiraSide } from '../../../src/reconciler/jira-side.ts';
import type { ObjectStore } from '../../../src/snapshot/object-store.ts';
import type { Life, Storm } from './storm.ts';

/** The repository as one process sees it: it may die before and after each call, and a write may find the disk full. */
export function stormyStore(store: ObjectStore, life: Life, storm: Storm): ObjectStore {
  const reading = async <T>(read: Promise<T>): Promise<T> => {
    await storm.moment(life);
    return read;
  };
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    await storm.moment(life);
    storm.repository();
    const result = await write();
    await storm.moment(life);
    return result;
  };
  return {
    refresh: () => store.refresh(),
    resolve: async (ref) => {
      await storm.moment(life);
      return store.resolve(ref);
    },
    readBlobs: (oids) => reading(store.readBlobs(oids)),
    lookUp: (commit, paths) => reading(store.lookUp(commit, paths)),
    listTree: (commit, folder) => reading(store.listTree(commit, folder)),
    diff: (from, to, folder) => reading(store.diff(from, to, folder)),
    history: (from, to, path, limit) => reading(store.history(from, to, path, limit)),
    commitChanges: (from, to, folder) => reading(store.commitChanges(from, to, folder)),
    isAncestor: (older, newer) => reading(store.isAncestor(older, newer)),
    firstParents: (...asked) => reading(store.firstParents(...asked)),
    writeCommit: (spec) => writing(() => store.writeCommit(spec)),
    moveRefs: (moves) => writing(() => store.moveRefs(moves)),
    close: async () => {},
  };
}

/** Jira as one process sees it over a bad network. */
export function stormyJira(side: JiraSide, life: Life, storm: Storm): JiraSide {
  const request = async <T>(name: string, send: () => Promise<T>): Promise<T> => {
    await storm.moment(life);
    storm.before(name);
    const answer = await send();
    await storm.moment(life);
    storm.after(name);
    return answer;
  };
  async function* pages<T>(name: string, all: AsyncIterable<T>): AsyncIterable<T> {
    await storm.moment(life);
    storm.before(name);
    for await (const page of all) {
      await storm.moment(life);
      storm.after(name);
      yield page;
    }
  }
  return {
    connect: () => request('connect', () => side.connect()),
    poll: (cursor) => request('poll', () => side.poll(cursor)),
    list: () => pages('list', side.list()),
    stamps: () => pages('stamps', side.stamps()),
    read: (refs) => request('read', () => side.read(refs)),
    readNames: () => request('readNames', () => side.readNames()),
    lastChanges: (id, subjects) => request('lastChanges', () => side.lastChanges(id, subjects)),
    readEntries: (issue, ids) => request('readEntries', () => side.readEntries(issue, ids)),
    perform: (action) => request(action.kind, () => side.perform(action)),
    find: (attempt) => request('find', () => side.find(attempt)),
    born: (sinceMs, isKnown) => request('born', () => side.born(sinceMs, isKnown)),
    close: async () => {},
  };
}
