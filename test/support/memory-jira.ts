import { canonicalSet } from '../../src/model/canonical.ts';
import { Failure } from '../../src/model/failure.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { sameJiraText } from '../../src/model/text/reconcile/same-text.ts';
import { projectOf } from '../../src/model/ticket-key.ts';
import { timeOfMs } from '../../src/model/timestamp.ts';
import type { Value, Values } from '../../src/model/value.ts';
import type { CreateAction, JiraAction } from '../../src/reconciler/jira-action.ts';
import type {
  Born,
  CreateAttempt,
  EntryIds,
  Found,
  JiraChange,
  JiraEntries,
  JiraReading,
  JiraSide,
  JiraSubject,
  Receipt,
} from '../../src/reconciler/jira-side.ts';
import type { HiddenEntries, JiraComment, JiraTicket, JiraWorklog } from '../../src/reconciler/jira-ticket.ts';

/** An issue of the world in memory; people and the service account change it in place. */
export type MemoryIssue = {
  readonly id: string;
  key: string;
  updatedMs: number;
  readonly createdMs: number;
  readonly values: Record<string, Value>;
  readonly texts: Record<string, JiraText | null>;
  comments: JiraComment[];
  worklogs: JiraWorklog[];
  uid: string | null;
  /** The file that it was made of. */
  made: { readonly path: string; readonly content: string | null } | null;
  /** Changed by a person since the reconciler last read it. */
  unread: boolean;
  /** Who gave what is there its value: of fields the changelog, of comments and time entries their last edit. */
  readonly changes: Map<string, Change>;
  /** What it was after each of its last changes, oldest first. */
  versions: readonly { readonly atMs: number; readonly ticket: JiraTicket }[];
};

type Change = JiraChange & { readonly value: string };

/** What a request may meet. `write` runs around each change: before it, and after it when its answer is to be lost. */
export type Weather = {
  readonly request: (name: string) => Promise<void>;
  readonly afterWrite: (name: string) => Promise<void>;
  /** How long a change stays invisible to searches. */
  readonly indexLagMs: () => number;
  /** True where a listing shows what the index held instead of what the database holds. */
  readonly listsStale?: () => boolean;
};

export const FINE_WEATHER: Weather = {
  request: async () => {},
  afterWrite: async () => {},
  indexLagMs: () => 0,
};

const OVERLAP_MS = 120_000;
const SETTLED_MS = 60_000;
/** Versions of an issue that a lagging index may still show. */
const MOST_VERSIONS = 8;

/** A Jira in memory: the simplest world that keeps the promises of the port, with weather to break them in. */
export class MemoryJira {
  readonly issues = new Map<string, MemoryIssue>();
  project: string;
  private readonly clock: () => number;
  private readonly removedWorklogs: { readonly id: string; readonly atMs: number }[] = [];
  private nextChange = 1;
  /** Who works in Jira's user interface. */
  person = 'boss';
  /** Jira answers to a key that an issue had before it was moved. */
  readonly formerKeys = new Map<string, string>();
  private nextId = 10_001;
  private nextNumber = 1;
  private lastMs = 0;
  /** Comments and time entries that Jira does not list with their issue; `hidden` ones it does not show by id either, nor issues. */
  readonly unlisted = new Set<string>();
  readonly hidden = new Set<string>();
  /** What no issue speaks of, as with time tracking off. */
  hides: readonly HiddenEntries[] = [];
  /** Issues that the operator's restriction leaves out, by id. */
  readonly outside = new Set<string>();
  account = 'tract';
  weather: Weather = FINE_WEATHER;
  /** Says no to a write, in Jira's words, by field or in general. */
  refuse: (action: JiraAction) => Failure | null = () => null;
  writes = 0;
  /**
   * What a person wrote after the reconciler had read the issue, and the reconciler then wrote over. Jira knows no
   * conditional edit, so this can happen; its history keeps such values. Those of fields are told by field as well: a
   * date or a duration says no word.
   */
  readonly history: { readonly replaced: string; readonly values: Values; readonly written: string }[] = [];

  constructor(project: string, clock: () => number) {
    this.project = project;
    this.clock = clock;
  }

  /** Two changes never carry the same time, as long as Jira's clock has milliseconds. */
  touch(issue: MemoryIssue): void {
    issue.unread = true;
    this.lastMs = Math.max(this.clock(), this.lastMs + 1);
    issue.updatedMs = this.lastMs;
    issue.versions = [...issue.versions, { atMs: this.lastMs, ticket: ticketOf(issue) }].slice(-MOST_VERSIONS);
    this.noteChanges(issue, this.person);
  }

  /** What differs from what was noted last is this person's change. */
  private noteChanges(issue: MemoryIssue, by: string): void {
    const at = timeOfMs(issue.updatedMs);
    const isNew = issue.changes.size === 0;
    for (const [ref, value] of valuesOf(issue)) {
      const before = issue.changes.get(ref);
      if (before?.value === value) continue;
      const change = isNew || !ref.startsWith('field:') ? null : String(this.nextChange++);
      const from = change === null ? null : (before?.value ?? null);
      issue.changes.set(ref, { by, at, change, from, to: change === null ? null : value, value });
    }
  }

  create(values: Readonly<Record<string, Value>>, texts: Readonly<Record<string, JiraText | null>> = {}): MemoryIssue {
    const id = String(this.nextId++);
    const issue: MemoryIssue = {
      id,
      key: `${this.project}-${this.nextNumber++}`,
      updatedMs: 0,
      createdMs: this.clock(),
      values: { status: 'To Do', type: 'Task', priority: 'Medium', reporter: 'boss', created: this.now(), ...values },
      texts: { description: null, ...texts },
      comments: [],
      worklogs: [],
      uid: null,
      made: null,
      unread: true,
      changes: new Map(),
      versions: [],
    };
    this.issues.set(id, issue);
    this.touch(issue);
    return issue;
  }

  comment(issue: MemoryIssue, author: string, body: string): JiraComment {
    const comment = { id: String(this.nextId++), author, at: this.now(), body: wiki(body) };
    issue.comments.push(comment);
    this.touch(issue);
    return comment;
  }

  log(issue: MemoryIssue, entry: Omit<JiraWorklog, 'id'>): JiraWorklog {
    const worklog = { ...entry, id: String(this.nextId++) };
    issue.worklogs.push(worklog);
    this.touch(issue);
    return worklog;
  }

  removeWorklog(issue: MemoryIssue, id: string): void {
    issue.worklogs = issue.worklogs.filter((worklog) => worklog.id !== id);
    this.removedWorklogs.push({ id, atMs: this.clock() });
    this.touch(issue);
  }

  byKey(ref: string): MemoryIssue | undefined {
    const now = this.issues.get(ref) ?? [...this.issues.values()].find((issue) => issue.key === ref);
    return now ?? this.issues.get(this.formerKeys.get(ref) ?? '');
  }

  /** Into another project, or back: the issue gets a new key and still answers to the old one. */
  move(issue: MemoryIssue, project: string): void {
    this.formerKeys.set(issue.key, issue.id);
    issue.key = `${project}-${this.nextNumber++}`;
    this.touch(issue);
  }

  /** The project gets another key: its issues keep their ids and numbers, and nothing is touched. */
  renameProject(to: string): void {
    const from = this.project;
    this.project = to;
    for (const issue of this.issues.values()) {
      const former = issue.key;
      if (former.startsWith(`${from}-`)) this.formerKeys.set(former, issue.id);
      if (former.startsWith(`${from}-`)) issue.key = `${to}${former.slice(from.length)}`;
      const links = issue.values.links;
      if (Array.isArray(links)) issue.values.links = links.map((link) => link.replace(` ${from}-`, ` ${to}-`));
      const { parent } = issue.values;
      if (typeof parent === 'string') issue.values.parent = parent.replace(`${from}-`, `${to}-`);
    }
  }

  /** The port, as the reconciler sees it; `now` is the clock of the machine that it runs on. */
  side(now: () => number = this.clock): JiraSide {
    return {
      connect: async () => {
        await this.weather.request('connect');
        const { project, account } = this;
        return { project, flavor: 'server', text: 'wiki', version: '9.12.0', account, zone: 'UTC' };
      },
      poll: async (cursor) => {
        await this.weather.request('poll');
        const nowMs = this.clock();
        const sinceMs = (cursor?.updatedMs ?? nowMs) - OVERLAP_MS;
        const moved = this.visible().filter((issue) => issue.updatedMs >= sinceMs);
        const newestMs = moved.reduce(
          (newest, { updatedMs }) => Math.max(newest, updatedMs),
          cursor?.updatedMs ?? nowMs,
        );
        const cursors = { updatedMs: newestMs, worklogsUpdatedMs: nowMs, worklogsDeletedMs: nowMs };
        const deletedSinceMs = cursor?.worklogsDeletedMs ?? nowMs;
        const deleted = this.removedWorklogs.filter(({ atMs }) => atMs >= deletedSinceMs).map(({ id }) => id);
        return { stamps: moved.map(stampOf), worklogIssues: [], deletedWorklogs: deleted, cursor: cursors };
      },
      list: () => this.list(),
      stamps: () => this.stamps(),
      read: async (refs) => {
        await this.weather.request('read');
        return new Map(
          refs.map((ref): [string, JiraReading] => {
            const issue = this.shown(ref);
            if (issue !== undefined && this.outside.has(issue.id)) return [ref, { kind: 'outside' }];
            return [ref, issue ? { kind: 'present', ticket: this.readIssue(issue) } : { kind: 'missing' }];
          }),
        );
      },
      readNames: async () => {},
      lastChanges: async (id, subjects) => {
        await this.weather.request('lastChanges');
        const issue = this.issues.get(id);
        return subjects.map((subject) => (issue === undefined ? null : changeOf(issue, subject)));
      },
      readEntries: async (ref, ids) => this.readEntries(ref, ids),
      perform: async (action) => this.perform(action),
      find: async (attempt) => this.find(attempt, now()),
      born: async (sinceMs, isKnown) => this.born(sinceMs, isKnown),
      close: async () => {},
    };
  }

  private readIssue(issue: MemoryIssue): JiraTicket {
    issue.unread = false;
    const ticket = ticketOf(issue);
    const isListed = ({ id }: { readonly id: string }) => !this.unlisted.has(id) && !this.hidden.has(id);
    const { hides } = this;
    const comments = hides.includes('comments') ? [] : ticket.comments.filter(isListed);
    const worklogs = hides.includes('worklogs') ? [] : ticket.worklogs.filter(isListed);
    return { ...ticket, comments, worklogs, hides };
  }

  private async readEntries(ref: string, ids: EntryIds): Promise<JiraEntries> {
    await this.weather.request('readEntries');
    const { comments = [], worklogs = [] } = this.byKey(ref) ?? {};
    const shown = (asked: readonly string[]) => (each: { readonly id: string }) =>
      asked.includes(each.id) && !this.hidden.has(each.id);
    return { comments: comments.filter(shown(ids.comments)), worklogs: worklogs.filter(shown(ids.worklogs)) };
  }

  private now(): string {
    return timeOfMs(this.clock()) ?? '';
  }

  private shown(ref: string): MemoryIssue | undefined {
    const issue = this.byKey(ref);
    return issue === undefined || this.hidden.has(issue.id) ? undefined : issue;
  }

  /** The issues of the project that are not hidden. */
  private inProject(): readonly MemoryIssue[] {
    return [...this.issues.values()].filter(({ id, key }) => !this.hidden.has(id) && projectOf(key) === this.project);
  }

  private visible(): readonly MemoryIssue[] {
    const nowMs = this.clock();
    return this.inProject().filter((issue) => issue.updatedMs + this.weather.indexLagMs() <= nowMs);
  }

  private async *list() {
    await this.weather.request('list');
    const issues = this.inProject().filter(({ id }) => !this.outside.has(id));
    const tickets = issues.flatMap((issue) => this.listIssue(issue) ?? []);
    for (let from = 0; from < tickets.length; from += 100) {
      yield { tickets: tickets.slice(from, from + 100), total: tickets.length };
    }
  }

  /** Null where the index does not know the issue yet. */
  private listIssue(issue: MemoryIssue): JiraTicket | null {
    if (this.weather.listsStale?.() !== true) return this.readIssue(issue);
    const sinceMs = this.clock() - this.weather.indexLagMs();
    return issue.versions.findLast(({ atMs }) => atMs <= sinceMs)?.ticket ?? null;
  }

  private async *stamps() {
    await this.weather.request('stamps');
    yield this.visible().map(stampOf);
  }

  private async perform(action: JiraAction): Promise<Receipt> {
    await this.weather.request(action.kind);
    const no = this.refuse(action);
    if (no !== null) throw no;
    const { person } = this;
    this.person = 'author' in action ? action.author : 'tract';
    const receipt = this.change(action);
    this.person = person;
    this.writes++;
    await this.weather.afterWrite(action.kind);
    return receipt;
  }

  private change(action: JiraAction): Receipt {
    if (action.kind === 'create-issue') {
      const issue = this.create(action.values, action.texts);
      issue.uid = action.uid;
      issue.made = { path: action.path, content: action.content ?? null };
      return { id: issue.id, key: issue.key };
    }
    const issue = this.shown(action.id);
    if (issue === undefined) throw new Failure('stale', `Issue ${action.key} is gone`);
    const wasUnread = issue.unread;
    if (wasUnread) {
      const values = replacedValues(issue, action);
      this.history.push({ replaced: replacedBy(issue, action), values, written: JSON.stringify(action) });
    }
    const id = changeIssue(this, issue, action);
    this.touch(issue);
    issue.unread = wasUnread;
    return { id, key: null };
  }

  private async find({ action, atMs, known }: CreateAttempt, nowMs: number): Promise<Found> {
    await this.weather.request('find');
    const receipt = this.search(action, known);
    if (action.kind !== 'create-issue') return receipt === null ? { kind: 'absent' } : { kind: 'found', receipt };
    const issue = receipt === null ? undefined : this.issues.get(receipt.id ?? '');
    const shown = issue !== undefined && issue.createdMs + this.weather.indexLagMs() <= this.clock();
    if (receipt !== null && shown) return { kind: 'found', receipt };
    if (nowMs - atMs < SETTLED_MS) return { kind: 'unsettled', retryAfterMs: 5_000 };
    // What the index does not show by then, the database is asked for.
    return receipt === null ? { kind: 'absent' } : { kind: 'found', receipt };
  }

  private async born(sinceMs: number, isKnown: (id: string) => boolean): Promise<readonly Born[]> {
    await this.weather.request('born');
    const since = this.visible().filter(({ id, createdMs }) => createdMs >= sinceMs - OVERLAP_MS && !isKnown(id));
    return since.flatMap(({ id, key, uid, made }) =>
      uid === null || made === null ? [] : [{ id, key, uid, ...made }],
    );
  }

  private search(action: CreateAction, known: readonly string[]): Receipt | null {
    if (action.kind === 'create-issue') {
      const issue = [...this.issues.values()].find(({ uid }) => uid === action.uid);
      return issue === undefined ? null : { id: issue.id, key: issue.key };
    }
    const issue = this.byKey(action.id);
    const found =
      action.kind === 'add-comment'
        ? issue?.comments.find(
            ({ id, author, body }) =>
              !known.includes(id) && author === action.author && sameJiraText(body, action.body),
          )
        : issue?.worklogs.find(
            ({ id, author, started, seconds, comment }) =>
              !known.includes(id) &&
              author === action.author &&
              started === action.started &&
              seconds === action.seconds &&
              sameJiraText(comment, action.comment),
          );
    return found === undefined ? null : { id: found.id, key: null };
  }
}

export function wiki(text: string): JiraText | null {
  return text === '' ? null : { kind: 'wiki', wiki: text };
}

/** What the port gives of an issue: a copy, as a reply over the wire would be. */
export function ticketOf(issue: MemoryIssue): JiraTicket {
  const { id, key, updatedMs, values, texts, comments, worklogs } = issue;
  const links = Array.isArray(values.links) ? values.links : [];
  return {
    id,
    key,
    updated: new Date(updatedMs).toISOString(),
    values: { ...values, updated: timeOfMs(updatedMs) },
    texts: { ...texts },
    comments: [...comments],
    worklogs: [...worklogs],
    hides: [],
    linkIds: Object.fromEntries(links.map((link) => [link, `link-${link}`])),
    changedBy: null,
  };
}

function valuesOf({ values, texts, comments, worklogs }: MemoryIssue): readonly (readonly [string, string])[] {
  return [
    ...Object.entries({ ...values, ...texts }).map(
      ([name, value]) => [`field:${name}`, JSON.stringify(value)] as const,
    ),
    ...comments.map((comment) => [`comment:${comment.id}`, JSON.stringify(comment)] as const),
    ...worklogs.map((worklog) => [`worklog:${worklog.id}`, JSON.stringify(worklog)] as const),
  ];
}

function changeOf(issue: MemoryIssue, subject: JiraSubject): JiraChange | null {
  const name = subject.kind === 'field' ? subject.name : subject.id;
  const isThere =
    subject.kind === 'field' || [...issue.comments, ...issue.worklogs].some(({ id }) => id === subject.id);
  const found = isThere ? issue.changes.get(`${subject.kind}:${name}`) : undefined;
  if (found === undefined) return null;
  const { value: _value, ...change } = found;
  return change;
}

function replacedBy(issue: MemoryIssue, action: JiraAction): string {
  if (action.kind === 'update-issue') {
    const values = Object.keys(action.values).map((name) => issue.values[name]);
    const texts = Object.keys(action.texts).map((name) => issue.texts[name]);
    return JSON.stringify([values, texts]);
  }
  const id = 'comment' in action ? action.comment : 'worklog' in action ? action.worklog : null;
  return JSON.stringify([...issue.comments, ...issue.worklogs].filter((entry) => entry.id === id));
}

function replacedValues(issue: MemoryIssue, action: JiraAction): Values {
  if (action.kind === 'transition') return { status: issue.values.status ?? null };
  if (action.kind !== 'update-issue') return {};
  return Object.fromEntries(Object.keys(action.values).map((name) => [name, issue.values[name] ?? null]));
}

function stampOf({ id, key, updatedMs }: MemoryIssue) {
  return { id, key, updated: new Date(updatedMs).toISOString() };
}

function changeIssue(
  jira: MemoryJira,
  issue: MemoryIssue,
  action: Exclude<JiraAction, { kind: 'create-issue' }>,
): string | null {
  switch (action.kind) {
    case 'update-issue':
      Object.assign(issue.values, action.values);
      Object.assign(issue.texts, action.texts);
      for (const [name, { add, remove }] of Object.entries(action.sets)) patch(issue, name, add, remove);
      return null;
    case 'transition':
      issue.values.status = action.to;
      return null;
    case 'add-link':
      patch(issue, 'links', [action.link], []);
      return null;
    case 'remove-link':
      patch(issue, 'links', [], [action.link]);
      return null;
    case 'add-comment': {
      const body = action.body.kind === 'wiki' ? action.body.wiki : '';
      return jira.comment(issue, action.author, body).id;
    }
    case 'edit-comment':
      mustHave(issue.comments, action.comment);
      issue.comments = issue.comments.map((one) => (one.id === action.comment ? { ...one, body: action.body } : one));
      return action.comment;
    case 'remove-comment':
      issue.comments = issue.comments.filter((one) => one.id !== action.comment);
      return null;
    case 'add-worklog': {
      const { author, seconds, started, comment } = action;
      return jira.log(issue, { author, seconds, started, comment }).id;
    }
    case 'edit-worklog': {
      const { seconds, started, comment } = action;
      mustHave(issue.worklogs, action.worklog);
      issue.worklogs = issue.worklogs.map((one) =>
        one.id === action.worklog ? { ...one, seconds, started, comment } : one,
      );
      return action.worklog;
    }
    case 'delete-issue':
      if (stampOf(issue).updated !== action.updated) throw new Failure('stale', `${issue.key} has changed`);
      jira.issues.delete(issue.id);
      return null;
    case 'remove-worklog':
      jira.removeWorklog(issue, action.worklog);
      return null;
  }
}

/** What a person removed meanwhile cannot be edited any more. */
function mustHave(elements: readonly { readonly id: string }[], id: string): void {
  if (!elements.some((element) => element.id === id)) throw new Failure('stale', `There is no ${id} any more`);
}

function patch(issue: MemoryIssue, name: string, add: readonly string[], remove: readonly string[]): void {
  const before = issue.values[name];
  const members = [...(Array.isArray(before) ? before : []), ...add].filter((member) => !remove.includes(member));
  issue.values[name] = members.length === 0 ? null : canonicalSet(members);
}
