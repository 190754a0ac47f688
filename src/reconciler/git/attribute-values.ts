import { canonical } from '../../model/canonical.ts';
import type { TicketDoc, TicketFormat } from '../../model/ticket.ts';
import { readTicketFile } from '../../model/ticket-file.ts';
import { ticketName } from '../../model/ticket-key.ts';
import { readWorklogFile } from '../../model/worklog-file.ts';
import type { CommitInfo, ObjectStore, Oid } from '../../snapshot/object-store.ts';
import type { GitChange, GitSubject } from '../git-side.ts';
import { monthOf } from './diff-branch.ts';

/** How far back is looked, in commits of the file: a value that is older than that names nobody. */
const MOST_COMMITS = 400;
const AT_ONCE = 20;
/** A file is renamed when its ticket gets its key, and hardly ever else. */
const MOST_NAMES = 3;

type Place = { readonly commit: Oid; readonly path: string; readonly format: TicketFormat };

/** A file at one commit: what each subject said then, null where it said nothing or could not be read. */
type State = { readonly commit: CommitInfo; readonly values: readonly string[] };

/**
 * Walks the history of a file back from `commit`, and answers for each subject the commit since which it is what it is.
 * A file that got another name is followed to the one that it had before.
 */
export async function attributeValues(
  store: ObjectStore,
  { commit, path, format }: Place,
  subjects: readonly GitSubject[],
): Promise<readonly (GitChange | null)[]> {
  const found: (GitChange | null)[] = subjects.map(() => null);
  const open = new Set(subjects.keys());
  const now = await valuesAt(store, { commit, path, format }, subjects);
  let last: CommitInfo | null = null;
  let place: Place | null = { commit, path, format };
  for (let names = 0; place !== null && names < MOST_NAMES && open.size > 0; names++) {
    const commits = await store.history(null, place.commit, place.path, MOST_COMMITS);
    for await (const state of statesOf(store, place, commits, subjects)) {
      for (const index of open) {
        if (state.values[index] === now[index]) continue;
        found[index] = last === null ? null : changeOf(last);
        open.delete(index);
      }
      if (open.size === 0) break;
      last = state.commit;
    }
    if (commits.length >= MOST_COMMITS) return found;
    place = last === null || open.size === 0 ? null : await placeBefore(store, last, place);
  }
  return found.map((change, index) => (open.has(index) && last !== null ? changeOf(last) : change));
}

function changeOf({ oid, author, atMs }: CommitInfo): GitChange {
  return { ...author, atMs, commit: oid };
}

async function* statesOf(
  store: ObjectStore,
  place: Place,
  commits: readonly CommitInfo[],
  subjects: readonly GitSubject[],
): AsyncGenerator<State> {
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    const some = commits.slice(at, at + AT_ONCE);
    const values = await Promise.all(some.map(({ oid }) => valuesAt(store, { ...place, commit: oid }, subjects)));
    yield* some.map((commit, index): State => ({ commit, values: values[index] ?? [] }));
  }
}

async function valuesAt(
  store: ObjectStore,
  { commit, path, format }: Place,
  subjects: readonly GitSubject[],
): Promise<readonly string[]> {
  const oid = (await store.lookUp(commit, [path])).get(path)?.oid;
  const [bytes = null] = oid === undefined ? [] : await store.readBlobs([oid]);
  const month = monthOf(path);
  const worklogs = bytes === null || month === null ? [] : linesOf(month, bytes, format);
  const reading = bytes === null || month !== null ? null : readTicketFile(bytes, format);
  const doc = reading?.kind === 'ticket' ? reading.doc : null;
  return subjects.map((subject) => {
    if (subject.kind === 'file') return oid ?? '';
    return canonical(subject.kind === 'worklog' ? entryIn(worklogs, subject) : valueIn(doc, subject));
  });
}

function linesOf(month: string, bytes: Uint8Array, format: TicketFormat) {
  return readWorklogFile(month, new TextDecoder().decode(bytes), format).lines.map(({ worklog }) => worklog);
}

function entryIn(worklogs: ReturnType<typeof linesOf>, subject: Extract<GitSubject, { kind: 'worklog' }>): unknown {
  const { id, issue, author, started } = subject;
  const said = worklogs.find((worklog) =>
    id === null
      ? worklog.issue === issue && worklog.author === author && worklog.started === started
      : worklog.id === id,
  );
  return said ?? null;
}

function valueIn(doc: TicketDoc | null, subject: Extract<GitSubject, { kind: 'field' | 'comment' }>): unknown {
  if (subject.kind === 'field') return doc?.texts[subject.name] ?? doc?.values[subject.name] ?? null;
  const { author, at } = subject;
  return doc?.comments.find((comment) => comment.author === author && comment.at === at)?.body ?? null;
}

/** The file that became this one in the commit that added it: the only removed ticket, or the only one of its title. */
async function placeBefore(store: ObjectStore, added: CommitInfo, { path, format }: Place): Promise<Place | null> {
  const [parent] = added.parents;
  if (parent === undefined || ticketName(path) === null) return null;
  const changes = await store.diff(parent, added.oid, 'issues');
  const isAdded = changes.some((change) => change.path === path && change.before === null);
  const gone = changes.filter((change) => change.after === null && ticketName(change.path) !== null);
  if (!isAdded || gone.length === 0) return null;
  const title: readonly GitSubject[] = [{ kind: 'field', name: 'title' }];
  const [wanted = ''] = await valuesAt(store, { commit: added.oid, path, format }, title);
  const titles = await Promise.all(
    gone.map((change) => valuesAt(store, { commit: parent, path: change.path, format }, title)),
  );
  const same = gone.filter((_, index) => titles[index]?.[0] === wanted);
  const [only, another] = gone.length === 1 ? gone : same;
  return only === undefined || another !== undefined ? null : { commit: parent, path: only.path, format };
}
