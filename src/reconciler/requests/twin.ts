import type { TextBase } from '../../model/text/text-outcome.ts';
import type { TicketDoc, TicketFormat } from '../../model/ticket.ts';
import { ticketName, ticketPath } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { Value } from '../../model/value.ts';
import type { BaseWorklog, TicketBase } from '../../snapshot/base.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CreateAction } from '../jira-action.ts';
import { actionOf, issueOf, keyOf, requestId } from './ledger.ts';

const OFFLINE = '-OFFLINE-';

/** The path of the file that says offline what a create with this key asks for; null where no such file can be. */
export function twinPath(project: string, key: string): string | null {
  const name = `${project}${OFFLINE}${key}`;
  return isOfflineKey(name) ? `issues/${name}.md` : null;
}

/** The idempotency key that a file of the branch stands for: the id of an offline ticket. Null for every other file. */
export function keyOfTwin(path: string): string | null {
  const name = ticketName(path);
  if (name === null || !isOfflineKey(name)) return null;
  return name.slice(name.indexOf(OFFLINE) + OFFLINE.length);
}

/** The request that a file was made for, because whoever asked never heard the answer; null where there was none. */
export function requestOfTwin(snapshot: Snapshot, path: string): RequestEntry | null {
  const key = keyOfTwin(path);
  const entry = key === null ? undefined : snapshot.requests().get(requestId(key));
  return entry !== undefined && actionOf(entry).kind === 'create-issue' ? entry : null;
}

/**
 * Says of a key or a path which request without an answer keeps it out of cycles, if any: the one that may have made the
 * file's issue, or logged time on the ticket, which would come to git as somebody else's.
 */
export function awaitedRequests(snapshot: Snapshot): (ref: string) => RequestEntry | null {
  const open = [...snapshot.requests().values()].filter(({ state }) => state === 'sent');
  const time = open.filter((entry) => actionOf(entry).kind === 'add-worklog');
  const byKey = new Map(time.map((entry) => [keyOf(snapshot, entry), entry]));
  return (ref) => {
    const twin = requestOfTwin(snapshot, ref);
    return twin?.state === 'sent' ? twin : (byKey.get(ref) ?? null);
  };
}

/** The key of the ticket that `APP-OFFLINE-…` became; null where it is not known to be in Jira. */
export function keyOfOffline(snapshot: Snapshot, ref: string): string | null {
  const entry = requestOfTwin(snapshot, ticketPath(ref));
  return entry === null ? null : keyOf(snapshot, entry);
}

/**
 * What a file and the issue that was made in its stead agree on: what Jira was asked for. Whatever else either side
 * says by now is its own edit. Where the file is silent and Jira was given the project's default, the file agrees.
 */
export function baseOfTwin(
  entry: RequestEntry,
  issue: Pick<TicketBase, 'id' | 'key' | 'worklogs'>,
  doc: TicketDoc,
  format: TicketFormat,
  defaults: Readonly<Record<string, string>>,
): TicketBase {
  const action = actionOf(entry) as Extract<CreateAction, { kind: 'create-issue' }>;
  const values: Record<string, Value> = {};
  for (const { name, kind } of format.fields) {
    if (kind === 'text') continue;
    const sent = action.values[name] ?? null;
    const git = doc.values[name] ?? null;
    if (git !== null) values[name] = sent;
    else if (sent !== null && sent !== defaults[name]) values[name] = sent;
  }
  const texts = Object.entries(action.texts).map(([name, jira]) => [name, { markdown: entry.texts[name] ?? '', jira }]);
  const { id, key, worklogs } = issue;
  return { id, key, values, texts: Object.fromEntries(texts), comments: [], worklogs, holds: [] };
}

/** The time entries of one issue that were made on request, as both sides first had them. */
export function requestedWorklogs(entries: readonly RequestEntry[]): readonly BaseWorklog[] {
  return entries.flatMap((entry): readonly BaseWorklog[] => {
    const action = actionOf(entry);
    if (action.kind !== 'add-worklog' || entry.result === null) return [];
    const { author, seconds, started, comment: jira } = action;
    // Words that Jira was not given are no base: the line still has to bring them.
    const comment = { markdown: jira === null ? '' : (entry.texts.text ?? ''), jira };
    return [{ id: entry.result.id, line: entry.line, author, seconds, started, comment }];
  });
}

/** The texts of one issue that were asked for, in Markdown and as Jira was given them, by their references. */
export function requestedTexts(entries: readonly RequestEntry[]): ReadonlyMap<string, TextBase> {
  return new Map(
    entries.flatMap((entry): readonly (readonly [string, TextBase])[] => {
      const action = actionOf(entry);
      const { result, texts } = entry;
      if (result === null) return [];
      const own = { markdown: texts.text ?? '' };
      if (action.kind === 'add-worklog') return [[`worklog:${result.id}`, { ...own, jira: action.comment }]];
      if (action.kind === 'add-comment') return [[`comment:${result.id}`, { ...own, jira: action.body }]];
      return Object.entries(action.texts).map(([name, jira]) => [name, { markdown: texts[name] ?? '', jira }]);
    }),
  );
}

/** The ledger's lines by the id of their issue. */
export function requestsByIssue(snapshot: Snapshot): ReadonlyMap<string, readonly RequestEntry[]> {
  const found = new Map<string, RequestEntry[]>();
  for (const entry of snapshot.requests().values()) {
    const issue = issueOf(entry);
    if (issue === null) continue;
    const others = found.get(issue);
    if (others === undefined) found.set(issue, [entry]);
    else others.push(entry);
  }
  return found;
}
