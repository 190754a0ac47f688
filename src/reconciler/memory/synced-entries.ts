import type { TextBase } from '../../model/text/text-outcome.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import type { BaseComment, BaseWorklog } from '../../snapshot/base.ts';
import type { JiraTicket, JiraWorklog } from '../jira-ticket.ts';
import { matchComments } from '../match-comments.ts';
import { matchWorklogs, type WorklogMatch } from '../match-worklogs.ts';
import { commentRef, worklogRef } from '../unseen-entries.ts';
import type { Work } from '../work.ts';
import type { Synced } from './find-synced.ts';
import { lostId } from './lost-entry.ts';

/** What both sides held of a text, where Jira's original is not remembered. */
export type ToTextBase = (markdown: string, jira: TextBase['jira']) => Promise<TextBase>;

/** What was agreed of each comment: those that the synced file says and Jira has, and those that Jira has not any more. */
export async function syncedComments(
  { doc, contested }: Synced,
  { observation, matches }: Work,
  { comments: jira }: JiraTicket,
  toText: ToTextBase,
): Promise<readonly BaseComment[]> {
  const known = observation.base?.comments ?? [];
  // A header has its time from Jira: without one, Jira was not asked yet.
  const synced = doc.comments.filter(({ at }) => at !== null);
  const met = await Promise.all(
    matchComments(known, synced, jira).map(async ({ base, git, jira: entry }): Promise<readonly BaseComment[]> => {
      const isContested = entry !== null && contested.has(commentRef(entry.id));
      if (git === null || entry === null || isContested) return base === null ? [] : [base];
      const { author, at, body } = git.comment;
      return [{ id: entry.id, author, at, text: await toText(body, entry.body) }];
    }),
  );
  const agreed = met.flat();
  const lost = matches.comments.flatMap(({ base, git, jira: entry }): readonly BaseComment[] => {
    const comment = git?.comment;
    if (base !== null || entry !== null || comment === undefined) return [];
    const { author, at, body } = comment;
    const isSynced = synced.some((other) => other.author === author && other.at === at);
    return isSynced ? [{ id: lostId(comment), author, at, text: { markdown: body, jira: null } }] : [];
  });
  return [...agreed, ...lost];
}

/** The same of each time entry. */
export async function syncedWorklogs(
  { worklogs: lines, contested }: Synced,
  { observation, matches }: Work,
  { worklogs: jira }: JiraTicket,
  toText: ToTextBase,
): Promise<readonly BaseWorklog[]> {
  const known = observation.base?.worklogs ?? [];
  const paired = pairEdited(matchWorklogs(known, lines, jira, known));
  const agreed = await Promise.all(
    paired.map(async ({ base, git, jira: entry }): Promise<readonly BaseWorklog[]> => {
      const isContested = entry !== null && contested.has(worklogRef(entry.id));
      if (git === null || entry === null || isContested) return base === null ? [] : [base];
      const { id: line, author, seconds, started, comment } = git.worklog;
      return [{ id: entry.id, line, author, seconds, started, comment: await toText(comment, entry.comment) }];
    }),
  );
  const gone = new Set(
    paired.flatMap(({ base, git, jira: entry }) => {
      return base === null && entry === null && git !== null ? [lostId(git.worklog)] : [];
    }),
  );
  const unknown = matches.worklogs.flatMap(({ base, jira: entry }) => (base === null && entry !== null ? [entry] : []));
  const isGone = (worklog: GitWorklog) => gone.has(lostId(worklog)) || mayBeOneOf(unknown, worklog);
  const lost = matches.worklogs.flatMap(({ base, git, jira: entry }): readonly BaseWorklog[] => {
    if (base !== null || entry !== null || git === null || !isGone(git.worklog)) return [];
    const { id: line, author, seconds, started, comment } = git.worklog;
    return [{ id: lostId(git.worklog), line, author, seconds, started, comment: { markdown: comment, jira: null } }];
  });
  return [...agreed.flat(), ...lost];
}

/** A line without an id leaves no trace when Jira gets it: one that begins with an entry which nobody remembers may be it. */
function mayBeOneOf(unknown: readonly JiraWorklog[], { id, author, started }: GitWorklog): boolean {
  return id === null && unknown.some((entry) => entry.author === author && entry.started === started);
}

/**
 * A synced line does not always carry Jira's id. One of which Jira has no equal is the one that somebody edited there
 * meanwhile, as far as there is one: of the same person, with the same start or of the same length.
 */
function pairEdited(matches: readonly WorklogMatch[]): readonly WorklogMatch[] {
  const newInJira = new Set(matches.filter(({ base, git }) => base === null && git === null));
  const rounds = ['started', 'seconds'] as const;
  const edited = new Map<WorklogMatch, WorklogMatch>();
  for (const member of rounds) {
    for (const match of matches) {
      const { base, git, jira } = match;
      if (base !== null || jira !== null || git === null || edited.has(match)) continue;
      const { author, [member]: value } = git.worklog;
      const other = [...newInJira].find(({ jira: entry }) => entry?.author === author && entry[member] === value);
      if (other === undefined) continue;
      newInJira.delete(other);
      edited.set(match, { ...match, jira: other.jira });
    }
  }
  return matches.map((match) => edited.get(match) ?? match);
}
