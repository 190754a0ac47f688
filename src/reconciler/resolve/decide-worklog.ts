import type { TextOutcome } from '../../model/text/text-outcome.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import { editLines } from '../compare-worklog.ts';
import type { JiraWorklog } from '../jira-ticket.ts';
import type { GitEntry, WorklogMatch } from '../match-worklogs.ts';
import { type Decision, withWorklog } from './decision.ts';
import type { Choice } from './merged-value.ts';

/** Settles a time entry that both sides changed, or that one removed while the other edited it. */
export function decideWorklog(
  decision: Decision,
  match: WorklogMatch,
  choice: Choice,
  outcome: TextOutcome | null,
): Decision {
  const { base, git, jira } = match;
  if (git !== null && jira !== null) return decideBoth(decision, match, git, jira, choice, outcome);
  if (base === null) return decision;
  const winner = git === null ? 'jira' : 'git';
  if (choice.take === winner) return withWorklog(decision, base.id, null);
  if (jira !== null) {
    const markdown = outcome?.kind === 'agreed' ? outcome.markdown : '';
    const { seconds, started } = jira;
    return withWorklog(decision, base.id, { ...base, seconds, started, comment: { markdown, jira: jira.comment } });
  }
  if (git === null) return decision;
  const { seconds, started, comment } = git.worklog;
  return withWorklog(decision, base.id, { ...base, seconds, started, comment: { markdown: comment, jira: null } });
}

/** A comment that is in no conflict goes on as it would: only what is contested is decided. */
function decideBoth(
  decision: Decision,
  { base }: WorklogMatch,
  git: GitEntry,
  jira: JiraWorklog,
  { take, merged }: Choice,
  outcome: TextOutcome | null,
): Decision {
  const { id, author, seconds, started } = jira;
  const contested = outcome?.kind === 'conflict' ? outcome.jira : null;
  const comment =
    contested === null ? (base?.comment ?? { markdown: '', jira: null }) : { markdown: contested, jira: jira.comment };
  const agreed = { id, line: base === null ? git.worklog.id : base.line, author, seconds, started, comment };
  const wanted = wantedOf(git.worklog, jira, take, contested);
  const desired = merged?.kind === 'worklog' ? { ...git.worklog, ...merged.members } : wanted;
  return withWorklog(decision, id, agreed, editLines(git, desired, 'a conflict was resolved'));
}

function wantedOf(git: GitWorklog, { seconds, started }: JiraWorklog, take: Choice['take'], contested: string | null) {
  return take === 'jira' ? { ...git, seconds, started, comment: contested ?? git.comment } : git;
}
