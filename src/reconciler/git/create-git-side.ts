import type { TicketFormat } from '../../model/ticket.ts';
import type { ObjectStore, Oid } from '../../snapshot/object-store.ts';
import type { GitSide, LastChange, ProjectFiles } from '../git-side.ts';
import { attributeValues } from './attribute-values.ts';
import { diffBranch, ticketEntries } from './diff-branch.ts';
import { createMonthReader } from './month-reader.ts';
import { readQueue } from './read-queue.ts';
import { parseTicketBlob, readTicketFiles } from './read-ticket-files.ts';
import { stageActions } from './stage-actions.ts';

const CONFIG = '.tract/config.yaml';
const USERS = '.tract/users.yaml';

/** The git side over a bare repository: it reads commits by objects and never touches a work tree. */
export function createGitSide(store: ObjectStore, branch: string): GitSide {
  const months = createMonthReader(store);
  return {
    tip: () => store.resolve(branch),
    readProject: (commit) => readProject(store, commit),
    changes: (from, to, format) => diffBranch(store, months, { from, to, format }),
    listTickets: async (commit) => ticketEntries(await store.listTree(commit, 'issues')).tickets,
    readTickets: (commit, paths, format) => readTicketFiles(store, commit, paths, format),
    readTicketBlob: (blob, format) => readTicketBlob(store, blob, format),
    readWorklogs: (commit, keys, format) => months.readIssues(commit, keys, format),
    readAllWorklogs: (commit, format) => months.readAll(commit, format),
    readQueue: (commit) => readQueue(store, commit),
    lastChange: (commit, path) => lastChange(store, commit, path),
    attribute: (commit, path, subjects, format) => attributeValues(store, { commit, path, format }, subjects),
    stage: (commit, actions, format) => stageActions(store, commit, actions, format),
  };
}

async function readProject(store: ObjectStore, commit: Oid): Promise<ProjectFiles> {
  const entries = await store.lookUp(commit, [CONFIG, USERS]);
  const read = async (path: string) => {
    const entry = entries.get(path);
    const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
    return bytes ? new TextDecoder().decode(bytes) : null;
  };
  return { config: await read(CONFIG), users: await read(USERS) };
}

async function readTicketBlob(store: ObjectStore, blob: Oid, format: TicketFormat) {
  const [bytes] = await store.readBlobs([blob]);
  if (!bytes) return null;
  const state = parseTicketBlob(blob, bytes, format);
  return state.kind === 'ticket' ? state : null;
}

async function lastChange(store: ObjectStore, commit: Oid, path: string): Promise<LastChange | null> {
  const [last] = await store.history(null, commit, path, 1);
  return last === undefined ? null : { ...last.author, atMs: last.atMs };
}
