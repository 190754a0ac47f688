import type { JiraText } from '../../model/text/jira-text.ts';
import type { TextBase, TextInput } from '../../model/text/text-outcome.ts';
import type { TicketDoc } from '../../model/ticket.ts';
import type { Value } from '../../model/value.ts';
import type { WorklogLine } from '../../model/worklog.ts';
import type { BaseComment, BaseWorklog, TicketBase } from '../../snapshot/base.ts';
import type { CommitInfo, Oid } from '../../snapshot/object-store.ts';
import { MARKER } from '../commit-message.ts';
import type { Observation, PlanSettings } from '../observation.ts';
import type { Parts } from '../parts.ts';
import type { Work } from '../work.ts';
import { lostId } from './lost-entry.ts';

/** How many commits of one file are looked at. */
const MOST_COMMITS = 500;

type Synced = { readonly doc: TicketDoc; readonly worklogs: readonly WorklogLine[] };

/**
 * The observation with a base from history, where the ticket's file was synced by a commit that the memory does not
 * know: what that commit says is what both sides held then. A side that still says it has not changed; where neither
 * does, it is a conflict. The observation itself where history says nothing.
 */
export async function rebuildBase(parts: Parts, work: Work, settings: PlanSettings): Promise<Observation> {
  const { observation } = work;
  const { jira, git, commit } = observation;
  if (jira.kind !== 'present' || git.kind !== 'ticket' || commit === null) return observation;
  const synced = await findSynced(parts, observation, jira.ticket.key, commit, settings);
  if (synced === null) return observation;
  parts.log.info('what was agreed on a ticket is taken from history', { ticket: jira.ticket.key });
  const texts = await Promise.all(
    Object.entries(synced.doc.texts).map(async ([name, markdown]) => {
      return [name, await textBase(parts, markdown, jira.ticket.texts[name] ?? null, settings)] as const;
    }),
  );
  const { id, key } = jira.ticket;
  const known = observation.base;
  const base: TicketBase = {
    id,
    key,
    values: valuesOf(synced.doc, settings),
    texts: Object.fromEntries(texts),
    comments: [...(known?.comments ?? []), ...lostComments(synced, work)],
    worklogs: [...(known?.worklogs ?? []), ...lostWorklogs(synced, work)],
    holds: known?.holds ?? [],
  };
  return { ...observation, base };
}

/** The ticket as our newest commit of its file left it; null where the memory is newer, or there is no such commit. */
async function findSynced(
  { store, git, snapshot }: Parts,
  { path, base }: Observation,
  key: string,
  tip: Oid,
  { format }: PlanSettings,
): Promise<Synced | null> {
  const commits = await store.history(null, tip, path, MOST_COMMITS);
  const last = commits.findIndex(({ subject }) => subject.startsWith(MARKER));
  const ours = commits[last]?.oid;
  if (ours === undefined) return null;
  // Not by the mark of the whole branch: it moves on with the first ticket that is met again.
  const agreed = base === null ? null : (snapshot.entryById(base.id)?.blob ?? null);
  if (agreed !== null && (await wasThere(store, commits.slice(0, last + 1), path, agreed))) return null;
  const [state, worklogs] = await Promise.all([
    git.readTickets(ours, [path], format),
    git.readWorklogs(ours, [key], format),
  ]);
  const file = state.get(path);
  return file?.kind === 'ticket' ? { doc: file.doc, worklogs: worklogs.get(key)?.lines ?? [] } : null;
}

async function wasThere(
  store: Parts['store'],
  commits: readonly CommitInfo[],
  path: string,
  blob: Oid,
): Promise<boolean> {
  const found = await Promise.all(commits.map(({ oid }) => store.lookUp(oid, [path])));
  return found.some((entries) => entries.get(path)?.oid === blob);
}

function valuesOf({ values, problems }: TicketDoc, { format }: PlanSettings): Readonly<Record<string, Value>> {
  const unreadable = new Set(problems.map(({ field }) => field));
  const known = format.fields.filter(
    ({ kind, place, name }) => kind !== 'text' && place === 'front-matter' && !unreadable.has(name),
  );
  return Object.fromEntries(known.map(({ name }) => [name, values[name] ?? null]));
}

/** Jira's own original, where it still says what was synced; else what Jira would hold of it. */
async function textBase(
  { texts }: Parts,
  markdown: string,
  jira: JiraText | null,
  settings: PlanSettings,
): Promise<TextBase> {
  const input: Omit<TextInput, 'jira'> = { kind: settings.text, people: settings.people, base: null, git: markdown };
  const [met, alone] = await texts.reconcile([
    { ...input, jira },
    { ...input, jira: null },
  ]);
  if (met?.kind === 'agreed' && (met.verdict === 'converged' || met.verdict === 'same')) return { markdown, jira };
  return { markdown, jira: alone?.kind === 'agreed' ? alone.jira : null };
}

/** Comments of the synced file that only git has. Their time is Jira's: without one, Jira was not asked yet. */
function lostComments({ doc }: Synced, { matches }: Work): readonly BaseComment[] {
  return matches.comments.flatMap(({ base, git, jira }): readonly BaseComment[] => {
    const comment = git?.comment;
    if (base !== null || jira !== null || comment === undefined || comment.at === null) return [];
    const wasSynced = doc.comments.some(({ author, at }) => author === comment.author && at === comment.at);
    const { author, at, body } = comment;
    return wasSynced ? [{ id: lostId(comment), author, at, text: { markdown: body, jira: null } }] : [];
  });
}

function lostWorklogs({ worklogs }: Synced, { matches }: Work): readonly BaseWorklog[] {
  return matches.worklogs.flatMap(({ base, git, jira }): readonly BaseWorklog[] => {
    const entry = git?.worklog;
    if (base !== null || jira !== null || entry === undefined) return [];
    const wasSynced = worklogs.some(({ worklog }) => lostId(worklog) === lostId(entry));
    if (!wasSynced) return [];
    const { id: line, author, seconds, started, comment } = entry;
    return [{ id: lostId(entry), line, author, seconds, started, comment: { markdown: comment, jira: null } }];
  });
}

/** True where what this plan does may rest on a memory that is not complete. */
export function isDoubtful({ plan, observation }: Work, settings: PlanSettings): boolean {
  if (!settings.repairing || observation.jira.kind !== 'present' || observation.git.kind !== 'ticket') return false;
  return plan.jira.length + plan.git.length + plan.holds.length > 0;
}
