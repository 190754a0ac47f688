import type { TicketDoc } from '../../../src/model/ticket.ts';
import { isTicketKey, projectOf, ticketName, ticketPath } from '../../../src/model/ticket-key.ts';
import type { Hold } from '../../../src/snapshot/base.ts';
import { openSnapshot } from '../../../src/snapshot/snapshot.ts';
import type { MemoryIssue } from '../memory-jira.ts';
import { BRANCH, type World } from '../world.ts';
import { checkout } from './checkout.ts';
import { wordsIn } from './chronicle.ts';
import { wikiOf } from './jira-deeds.ts';

export const PLACES = ['description', 'comment', 'worklog', 'member'] as const;

/** How often each word stands in each place of one ticket, on one side. */
export type Words = Readonly<Record<(typeof PLACES)[number], ReadonlyMap<string, number>>>;

export type Ticket = {
  readonly key: string;
  readonly issue: MemoryIssue | null;
  readonly doc: TicketDoc | null;
  readonly jira: Words;
  readonly git: Words;
  /** Seconds of each time entry by the word in its comment. */
  readonly seconds: { readonly jira: ReadonlyMap<string, number>; readonly git: ReadonlyMap<string, number> };
  readonly holds: readonly Hold[];
  /** Its file is reported as one that cannot be synced. */
  readonly isReported: boolean;
};

/** Everything that both sides hold at the end, by the key of the ticket; a file that is no ticket goes by its path. */
export async function readPlaces(world: World): Promise<ReadonlyMap<string, Ticket>> {
  const files = checkout(world.store, world.format, await world.tip());
  const docs = new Map<string, TicketDoc>();
  for (const path of await files.paths()) {
    const name = ticketName(path) ?? path;
    const reading = await files.doc(path);
    docs.set(isTicketKey(name) ? name : path, reading?.doc ?? { values: {}, texts: {}, comments: [], problems: [] });
  }
  const issues = new Map([...world.jira.issues.values()].filter(isShown(world)).map((issue) => [issue.key, issue]));
  const lines = new Map<string, Map<string, number>>();
  const secondsInGit = new Map<string, number>();
  const seen = new Set<string>();
  for (const { worklog } of await files.worklogs()) {
    // Of a ticket that waits because its issue is gone, nobody takes out the older form of a line.
    const isWaiting = worklog.id !== null && !issues.has(worklog.issue);
    const same = isWaiting ? worklog.id : JSON.stringify(worklog);
    if (seen.has(same)) continue;
    seen.add(same);
    const words = lines.get(worklog.issue) ?? new Map<string, number>();
    lines.set(worklog.issue, count(words, wordsIn(worklog.comment)));
    for (const word of wordsIn(worklog.comment)) secondsInGit.set(word, worklog.seconds);
  }
  const { holds, reported } = await readHolds(world);
  const held = [...holds].flatMap(([key, own]) => (own.length > 0 ? [key] : []));
  const keys = new Set([...docs.keys(), ...issues.keys(), ...lines.keys(), ...held]);
  return new Map(
    [...keys].map((key): [string, Ticket] => {
      const issue = issues.get(key) ?? null;
      const doc = docs.get(key) ?? null;
      const logged = issue?.worklogs ?? [];
      const jiraSeconds = logged.flatMap(({ comment, seconds }) =>
        wordsIn(wikiOf(comment)).map((w) => [w, seconds] as const),
      );
      const ticket = {
        key,
        issue,
        doc,
        jira: wordsOfIssue(issue),
        git: wordsOfDoc(doc, lines.get(key) ?? new Map()),
        seconds: { jira: new Map(jiraSeconds), git: secondsInGit },
        holds: holds.get(key) ?? [],
        isReported: reported.has(isTicketKey(key) ? ticketPath(key) : key),
      };
      return [key, ticket];
    }),
  );
}

function isShown({ jira }: World): (issue: MemoryIssue) => boolean {
  return ({ id, key }) => !jira.hidden.has(id) && projectOf(key) === jira.project;
}

async function readHolds(world: World) {
  const snapshot = await openSnapshot(world.store, { project: 'APP', branch: BRANCH });
  const bases = await snapshot.bases([...snapshot.entries()].map(({ key }) => key));
  const holds: ReadonlyMap<string, readonly Hold[]> = new Map(
    [...bases.values()].map((base) => [base.key, base.holds]),
  );
  return { holds, reported: new Set(snapshot.meta.problems.map(({ path }) => path)) };
}

function wordsOfIssue(issue: MemoryIssue | null): Words {
  const { values = {}, texts = {}, comments = [], worklogs = [] } = issue ?? {};
  return {
    description: count(new Map(), wordsIn(wikiOf(texts.description ?? null))),
    comment: count(
      new Map(),
      comments.flatMap(({ body }) => wordsIn(wikiOf(body))),
    ),
    worklog: count(
      new Map(),
      worklogs.flatMap(({ comment }) => wordsIn(wikiOf(comment))),
    ),
    member: count(new Map(), wordsIn(`${values.labels} ${values.components}`)),
  };
}

function wordsOfDoc(doc: TicketDoc | null, worklog: ReadonlyMap<string, number>): Words {
  const { values = {}, texts = {}, comments = [] } = doc ?? {};
  return {
    description: count(new Map(), wordsIn(texts.description ?? '')),
    comment: count(
      new Map(),
      comments.flatMap(({ body }) => wordsIn(body)),
    ),
    worklog,
    member: count(new Map(), wordsIn(`${values.labels} ${values.components}`)),
  };
}

function count(into: Map<string, number>, words: readonly string[]): Map<string, number> {
  for (const word of words) into.set(word, (into.get(word) ?? 0) + 1);
  return into;
}
