import { isTicketKey, ticketName, ticketPath } from '../model/ticket-key.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { GitChanges } from './git-side.ts';
import { elementOf } from './intent-subject.ts';
import type { JiraPoll } from './jira-side.ts';
import { keyOf } from './requests/ledger.ts';

/**
 * The tickets that a push changed. A file that is as both sides agreed, our own commits among them, is none, unless its
 * ticket waits for a person: that it is put back may be the answer.
 */
export function dirtyInGit(changes: GitChanges, snapshot: Snapshot): readonly string[] {
  const reported = new Set(snapshot.meta.problems.map(({ path }) => path));
  const refs = changes.files.flatMap(({ path, blob }) => {
    const name = ticketName(path) ?? path;
    const entry = isTicketKey(name) ? snapshot.entryByKey(name) : null;
    // A file that is gone and never became a ticket leaves nothing, except what was reported about it.
    const agreed =
      entry === null
        ? blob === null && !reported.has(path)
        : entry.blob === blob && entry.rewound.length === 0 && !entry.pending;
    if (agreed) return [];
    return isTicketKey(name) ? [name] : [path];
  });
  return [...refs, ...changes.keys.filter(isTicketKey)];
}

/**
 * The tickets whose files are not as the index has them. A run that ended before it was through may have written files
 * after the last commit of which everything is settled: what somebody did to those since, no comparison with it shows.
 */
export function unlikeIndex(listed: ReadonlyMap<string, Oid>, snapshot: Snapshot): readonly string[] {
  const unlike = [...snapshot.entries()].filter(({ key, blob }) => (listed.get(ticketPath(key)) ?? null) !== blob);
  return unlike.map(({ key }) => key);
}

/** The tickets that moved in Jira: the overlap of a poll repeats what is known, by the same `updated`. */
export function dirtyInJira(poll: JiraPoll, snapshot: Snapshot): readonly string[] {
  const moved = poll.stamps.flatMap(({ id, key, updated }) => {
    const entry = snapshot.entryById(id);
    return entry?.updated === updated && entry.key === key ? [] : [refOfIssue(snapshot, id, key)];
  });
  const logged = poll.worklogIssues.flatMap((ref) => {
    const key = isTicketKey(ref) ? ref : snapshot.entryById(ref)?.key;
    return key === undefined ? [] : [key];
  });
  const unlogged = poll.deletedWorklogs.flatMap((id) => snapshot.entryByWorklog(id)?.key ?? []);
  return [...moved, ...logged, ...unlogged];
}

/** What the queue calls an issue: its agreed key, the file it was just created from, or the key it has now. */
export function refOfIssue(snapshot: Snapshot, id: string, key: string): string {
  const entry = snapshot.entryById(id);
  if (entry !== null) return entry.key;
  const birth = snapshot.intents().find(({ subject, result }) => result?.id === id && elementOf(subject) === null);
  return birth?.subject ?? key;
}

/** What an earlier run left unfinished: held or failed tickets, files with a problem, creates without an answer. */
export function leftOver(snapshot: Snapshot): readonly string[] {
  const pending = [...snapshot.entries()].filter((entry) => entry.pending).map((entry) => entry.key);
  const problems = snapshot.meta.problems.flatMap(({ path }) => refOfPath(path));
  const begun = snapshot.intents().flatMap(({ subject }) => {
    const element = elementOf(subject);
    return element === null ? [subject] : (snapshot.entryById(element.issue)?.key ?? []);
  });
  const requested = [...snapshot.requests().values()].flatMap((entry) =>
    entry.state === 'sent' || entry.state === 'made' ? (keyOf(snapshot, entry) ?? []) : [],
  );
  return [...new Set([...pending, ...problems, ...begun, ...requested])];
}

/** Of the files with a problem only those in the place of a ticket can become one. */
function refOfPath(path: string): readonly string[] {
  const name = ticketName(path);
  if (name === null) return [];
  return [isTicketKey(name) ? name : path];
}
