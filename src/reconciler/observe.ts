import { Failure } from '../model/failure.ts';
import { isTicketKey, projectOf, ticketName, ticketPath } from '../model/ticket-key.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { IndexEntry } from '../snapshot/index-entry.ts';
import type { Intent } from '../snapshot/intent.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { RequestEntry } from '../snapshot/request-entry.ts';
import { baseOfCreated } from './acknowledge.ts';
import { elementOf } from './intent-subject.ts';
import type { JiraAction } from './jira-action.ts';
import type { JiraReading, JiraSite } from './jira-side.ts';
import type { JiraTicket } from './jira-ticket.ts';
import { recallGone } from './memory/gone-tickets.ts';
import type { GitState, JiraState, Observation } from './observation.ts';
import type { Parts } from './parts.ts';
import { readOwnWorklogs } from './queue/read-own-worklogs.ts';
import { followRenames } from './renames/follow-renames.ts';
import { joinOwnFile, joinTwin, requestedOf } from './requests/observe-requests.ts';
import { requestOfTwin, requestsByIssue } from './requests/twin.ts';

/** Issues that were just read whole, by id: they are not asked for again. */
export type Prefetched = ReadonlyMap<string, JiraTicket>;

const ABSENT: GitState = { kind: 'absent' };

type Subject = {
  readonly ref: string;
  readonly key: string | null;
  readonly path: string;
  readonly entry: IndexEntry | null;
  /** What Jira is asked for: the id where it is known, else the key; null where Jira cannot know it yet. */
  readonly jiraRef: string | null;
  /** The create that Jira carried out for this file, where its rename was not committed yet. */
  readonly created: Intent | null;
  /** The request that this file was written for, where its answer did not reach whoever asked. */
  readonly asked: RequestEntry | null;
};

/** Reads the three states of each ticket: base and git from the repository, Jira in as few requests as it takes. */
export async function observe(
  parts: Parts,
  refs: readonly string[],
  commit: Oid | null,
  prefetched: Prefetched,
): Promise<readonly Observation[]> {
  const subjects = await subjectsOf(parts, refs, commit);
  const asked = subjects.flatMap(({ jiraRef }) => (jiraRef === null || prefetched.has(jiraRef) ? [] : [jiraRef]));
  const readings: ReadonlyMap<string, JiraReading> = asked.length === 0 ? new Map() : await parts.jira.read(asked);
  const states = await jiraStates(parts, subjects, readings, prefetched);
  return observeGit(parts, subjects, states, commit);
}

/** Reads git again at another commit, for tickets whose Jira side is known already. */
export async function observeAgain(
  parts: Parts,
  observations: readonly { readonly ref: string; readonly observation: Observation }[],
  commit: Oid | null,
): Promise<readonly Observation[]> {
  const refs = observations.map(({ ref }) => ref);
  const subjects = await subjectsOf(parts, refs, commit);
  const fresh = await observeGit(
    parts,
    subjects,
    observations.map(({ observation }) => observation.jira),
    commit,
  );
  return fresh.map((observation, index) => {
    const before = observations[index]?.observation;
    if (before === undefined) return observation;
    const { key, base, unseen, stopped, rewound } = before;
    return { ...observation, key, base, unseen, stopped, rewound };
  });
}

/** A file that was created and is named after its ticket by now, because memory was put back, is its ticket's file. */
async function subjectsOf(parts: Parts, refs: readonly string[], commit: Oid | null): Promise<readonly Subject[]> {
  const subjects = refs.map((ref) => subjectOf(parts, ref));
  const renamed = subjects.flatMap(({ created, path }) =>
    created?.result?.key ? [path, ticketPath(created.result.key)] : [],
  );
  if (renamed.length === 0 || commit === null) return subjects;
  const entries = await parts.store.lookUp(commit, renamed);
  return subjects.map((subject) => {
    const own = ticketPath(subject.created?.result?.key ?? '');
    return subject.created !== null && !entries.has(subject.path) && entries.has(own)
      ? { ...subject, path: own }
      : subject;
  });
}

function subjectOf({ snapshot }: Parts, ref: string): Subject {
  const name = ticketName(ref) ?? ref;
  if (isTicketKey(name)) {
    const entry = snapshot.entryByKey(name);
    return { ref, key: name, path: ticketPath(name), entry, jiraRef: entry?.id ?? name, created: null, asked: null };
  }
  const created = snapshot.intents().find((intent) => intent.subject === ref && intent.result !== null) ?? null;
  const asked = created === null ? requestOfTwin(snapshot, ref) : null;
  const { id = null, key = null } = created?.result ?? asked?.result ?? {};
  const entry = asked === null || id === null ? null : snapshot.entryById(id);
  return { ref, key: entry?.key ?? key, path: ref, entry, jiraRef: id, created, asked };
}

async function jiraStates(
  parts: Parts,
  subjects: readonly Subject[],
  readings: ReadonlyMap<string, JiraReading>,
  prefetched: Prefetched,
): Promise<readonly JiraState[]> {
  const states = subjects.map((subject) => jiraState(parts, subject, readings, prefetched));
  const suspects = subjects.some((subject, index) => {
    const state = states[index];
    return state?.kind === 'gone' || (isMissingLong(parts, subject) && state?.kind === 'missing');
  });
  // The last rung of the ladder: missing again in a later cycle, while we are still somebody who may see the project.
  // And an issue left its project only where the project itself has still its name.
  if (suspects) expectSameKey(parts, await parts.jira.connect());
  return states.map((state, index) => {
    const subject = subjects[index];
    if (state.kind !== 'missing' || subject === undefined || !isMissingLong(parts, subject)) return state;
    const isOutside = readings.get(subject.jiraRef ?? '')?.kind === 'outside';
    return { kind: 'gone', why: isOutside ? 'outside' : 'unseen' };
  });
}

/** A project under another key takes all its issues along: they are met again under it, by whoever connects next. */
function expectSameKey({ project }: Parts, site: JiraSite): void {
  if (site.project === project.key()) return;
  throw new Failure(
    'transient',
    `Jira renamed project ${project.key()} to ${site.project}: its tickets follow at once`,
  );
}

/** A second look soon after the first tells nothing. Of a created file the first is on record with its issue. */
function isMissingLong({ snapshot, clock, confirmDeletesMs }: Parts, { entry, created }: Subject): boolean {
  const since = (entry ?? snapshot.entryById(created?.result?.id ?? ''))?.missingSinceMs ?? null;
  return since !== null && clock() - since >= confirmDeletesMs;
}

function jiraState(
  parts: Parts,
  { key, entry, jiraRef, created }: Subject,
  readings: ReadonlyMap<string, JiraReading>,
  prefetched: Prefetched,
): JiraState {
  if (jiraRef === null) return { kind: 'missing' };
  const reading = readings.get(jiraRef);
  const ticket = prefetched.get(jiraRef) ?? (reading?.kind === 'present' ? reading.ticket : null);
  if (ticket === null) return { kind: 'missing' };
  if (projectOf(ticket.key) !== parts.project.key())
    return entry === null && created === null ? { kind: 'missing' } : { kind: 'gone', why: { movedTo: ticket.key } };
  // An old key still answers with the issue that moved; only the ticket's own file speaks for it.
  if (entry === null && key !== null && ticket.key !== key) return { kind: 'missing' };
  return { kind: 'present', ticket };
}

async function observeGit(
  parts: Parts,
  subjects: readonly Subject[],
  states: readonly JiraState[],
  commit: Oid | null,
): Promise<readonly Observation[]> {
  const format = parts.project.format();
  const keys = subjects.flatMap(({ key }) => (key === null ? [] : [key]));
  const paths = subjects.map(({ path }) => path);
  const ledger = requestsByIssue(parts.snapshot);
  const requests = subjects.map((subject, index) => ledger.get(issueIdOf(subject, states[index])) ?? []);
  const [files, worklogs, bases] = await Promise.all([
    parts.git.readTickets(commit, paths, format),
    readOwnWorklogs(parts, commit, subjects, requests),
    parts.snapshot.bases(keys),
  ]);
  const named = await followRenames(parts, commit, subjects, files, bases);
  return Promise.all(
    subjects.map(async (subject, index): Promise<Observation> => {
      const known = bases.get(subject.key ?? '') ?? null;
      const { path, git, misnamed } = named[index] ?? { path: subject.path, git: ABSENT, misnamed: null };
      const entries = worklogs[index] ?? { lines: [], problems: [] };
      const last = await lastChange(parts, commit, path, git);
      const observation: Observation = {
        key: subject.key,
        path,
        commit,
        base: known,
        git,
        misnamed,
        removed: await removedFile(parts, subject, git),
        returned: false,
        jira: states[index] ?? { kind: 'missing' },
        unseen: new Map(),
        stopped: new Map(),
        rewound: [],
        worklogs: entries.lines,
        storedWorklogs: known?.worklogs ?? [],
        worklogProblems: entries.problems.filter(({ issue }) => issue !== null || (known?.worklogs.length ?? 0) > 0),
        begun: begunRefs(parts, subject),
        requested: requestedOf(requests[index] ?? []),
        committer: last?.committer ?? null,
        gitChangedAtMs: last?.atMs ?? null,
        changeTimes: new Map(),
      };
      if (subject.asked !== null) return joinTwin(parts, observation, subject.asked, subject.entry);
      const made = await createdBase(parts, subject, observation);
      if (known === null && made === null)
        return { ...observation, ...(await recallGone(parts, states[index], git, observation)) };
      if (known === null) return { ...observation, base: made };
      const isApart = made !== null && git.kind === 'ticket' && path !== ticketPath(known.key);
      return isApart ? joinOwnFile(parts, observation, made, known) : observation;
    }),
  );
}

function issueIdOf({ entry, created }: Subject, state: JiraState | undefined): string {
  if (state?.kind === 'present') return state.ticket.id;
  return entry?.id ?? created?.result?.id ?? '';
}

function begunRefs({ snapshot }: Parts, { entry, created }: Subject): ReadonlySet<string> {
  const id = entry?.id ?? created?.result?.id;
  const elements = snapshot.intents().flatMap(({ subject }) => elementOf(subject) ?? []);
  return new Set(elements.filter(({ issue }) => issue === id).map(({ ref }) => ref));
}

async function createdBase(parts: Parts, { created }: Subject, now: Observation): Promise<TicketBase | null> {
  const { id, key } = created?.result ?? {};
  if (created === null || id === undefined || !key) return null;
  const format = parts.project.format();
  const action = created.action as Extract<JiraAction, { kind: 'create-issue' }>;
  const sent = created.blob === undefined ? null : await parts.git.readTicketBlob(created.blob, format);
  const base = baseOfCreated(action, { id, key }, sent === null ? now : { ...now, git: sent }, format);
  // Without the file as it was, nobody knows whether a text was edited since: both sides' texts meet for the first time.
  return sent === null ? { ...base, texts: {} } : base;
}

async function removedFile({ git, project }: Parts, { entry }: Subject, state: GitState) {
  if (state.kind !== 'absent' || entry?.blob == null) return null;
  return git.readTicketBlob(entry.blob, project.format());
}

/** Asking git's history costs a walk, so it is asked only where a header or a policy needs the answer. */
async function lastChange({ git, project }: Parts, commit: Oid | null, path: string, state: GitState) {
  if (commit === null || state.kind !== 'ticket') return null;
  const signsAsMe = state.doc.comments.some((comment) => comment.author === 'me');
  const asksTime = project.format().fields.some((field) => field.policy === 'newest');
  if (!signsAsMe && !asksTime) return null;
  const change = await git.lastChange(commit, path);
  return change === null ? null : { committer: project.handleOfCommitter(change), atMs: change.atMs };
}
