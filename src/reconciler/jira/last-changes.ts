import type { JiraChange, JiraSubject } from '../jira-side.ts';
import { itemNames } from './changelog-names.ts';
import { getChangelog, getComment, getWorklog } from './client-issue.ts';
import { getIssue } from './client-search.ts';
import { type CodecContext, handleOf } from './codec-context.ts';
import { decodeComment, decodeWorklog } from './decode-entries.ts';
import type { Reply } from './exchange.ts';
import { canonicalTime } from './jira-time.ts';
import { member, number, type Raw, record, records, text } from './raw.ts';
import { isIssueId } from './read.ts';
import type { Session } from './session.ts';

const PAGE = 100;
/** How many pages of an old changelog are turned back, at most. */
const MOST_PAGES = 20;

/** Who gave each subject its value: fields by the changelog, comments and time entries by what they say of themselves. */
export async function lastChanges(
  session: Session,
  id: string,
  subjects: readonly JiraSubject[],
): Promise<readonly (JiraChange | null)[]> {
  if (!isIssueId(id)) return subjects.map(() => null);
  const names = subjects.flatMap((subject) => (subject.kind === 'field' ? [subject.name] : []));
  const fields = names.length === 0 ? new Map<string, JiraChange>() : await fieldChanges(session, id, names);
  return Promise.all(
    subjects.map(async (subject) =>
      subject.kind === 'field' ? (fields.get(subject.name) ?? null) : entryChange(session, id, subject),
    ),
  );
}

/** What has no entry is as it was created. */
async function fieldChanges(
  session: Session,
  id: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, JiraChange>> {
  const { client } = session;
  const { status, body } = await getIssue(client, id, ['created', 'creator'], 'changelog');
  const issue = status === 404 ? null : record(body);
  if (issue === null) return new Map();
  const context = session.codec();
  const wanted = await itemNames(session, names);
  const found = new Map<string, JiraChange>();
  const look = (histories: readonly Raw[]) => {
    for (const history of newestFirst(histories)) collect(history, wanted, found, context);
  };
  const shown = records(member(issue, 'changelog', 'histories'));
  look(shown);
  const total = number(member(issue, 'changelog', 'total')) ?? shown.length;
  const isWhole =
    session.site.flavor === 'server' ||
    (await turnBack(
      total - shown.length,
      (startAt) => getChangelog(client, id, startAt),
      look,
      () => {
        return found.size === wanted.size;
      },
    ));
  if (!isWhole) return found;
  const created = { by: handleOf(member(issue, 'fields', 'creator'), context), at: timeIn(issue, 'created') };
  const asCreated = (name: string): JiraChange => found.get(name) ?? { ...created, change: null, from: null, to: null };
  return new Map(names.map((name) => [name, asCreated(name)]));
}

function timeIn(issue: Raw, name: string): string | null {
  return canonicalTime(member(issue, 'fields', name));
}

/** Cloud shows the newest entries with the issue; those before, oldest first, are paged. True where all were seen. */
async function turnBack(
  older: number,
  fetch: (startAt: number) => Promise<Reply>,
  look: (histories: readonly Raw[]) => void,
  isFound: () => boolean,
): Promise<boolean> {
  let left = older;
  for (let page = 0; left > 0 && page < MOST_PAGES && !isFound(); page++) {
    left = Math.max(0, left - PAGE);
    look(records(record((await fetch(left)).body)?.values));
  }
  return left === 0;
}

/** Server lists the oldest first, Cloud the newest; entries of one moment keep the order of their ids. */
function newestFirst(histories: readonly Raw[]): readonly Raw[] {
  return histories.toSorted((a, b) => Number(b.id) - Number(a.id));
}

function collect(
  history: Raw,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  found: Map<string, JiraChange>,
  context: CodecContext,
): void {
  for (const item of records(history.items)) {
    const said = [text(item.fieldId), text(item.field)].flatMap((name) => name?.toLowerCase() ?? []);
    const name = [...wanted].find(([, names]) => said.some((each) => names.has(each)))?.[0];
    if (name === undefined || found.has(name)) continue;
    found.set(name, {
      by: handleOf(history.author, context),
      at: canonicalTime(history.created),
      change: text(history.id),
      from: text(item.fromString),
      // The name is Jira's: it must be its own, not what every object has.
      to: Object.hasOwn(item, 'toString') ? text(item.toString) : null,
    });
  }
}

/** What was removed answers 404: Jira says nothing of who removed it. */
async function entryChange(
  session: Session,
  issue: string,
  { kind, id }: Extract<JiraSubject, { kind: 'comment' | 'worklog' }>,
): Promise<JiraChange | null> {
  if (!isIssueId(id)) return null;
  const { status, body } = await (kind === 'comment' ? getComment : getWorklog)(session.client, issue, id);
  const raw = status === 404 ? null : record(body);
  if (raw === null) return null;
  const context = session.codec();
  const writer = handleOf(raw.updateAuthor ?? raw.author, context);
  const decoded = kind === 'comment' ? decodeComment(raw, context) : decodeWorklog(raw, context);
  // What our account wrote for somebody else is that person's.
  const by = writer === context.account ? (decoded?.author ?? writer) : writer;
  return { by, at: canonicalTime(raw.updated ?? raw.created), change: null, from: null, to: null };
}
