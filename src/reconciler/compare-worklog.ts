import { fingerprint } from '../model/fingerprint.ts';
import type { GitWorklog } from '../model/worklog.ts';
import { worklogMonth } from '../model/worklog-line.ts';
import type { BaseWorklog } from '../snapshot/base.ts';
import type { GitAction } from './git-action.ts';
import { standingRefusal } from './holds.ts';
import type { JiraAction } from './jira-action.ts';
import type { JiraWorklog } from './jira-ticket.ts';
import type { GitEntry, WorklogMatch } from './match-worklogs.ts';
import { EMPTY_PART } from './plan.ts';
import { decideText } from './text-decision.ts';
import { compareValues } from './three-way.ts';
import { onIssue, policyOf, type WorklogContext, type WorklogPlan, worklogFinding } from './worklog-plan.ts';

/** The author of an entry cannot change in Jira, so git follows Jira's. */
export function compareWorklog(
  match: WorklogMatch,
  git: GitEntry,
  jira: JiraWorklog,
  context: WorklogContext,
): WorklogPlan {
  const { observation, outcomes, settings, ticket } = context;
  const { ref, base } = match;
  const text = decideText(
    ref,
    { base: base?.comment ?? null, git: git.worklog.comment, jira: jira.comment },
    outcomes,
    observation,
    settings,
  );
  const preferGit = policyOf(settings) === 'git';
  const seconds = decide(base?.seconds, git.worklog.seconds, jira.seconds, preferGit);
  const started = decide(base?.started, git.worklog.started, jira.started, preferGit);
  const desired: GitWorklog = {
    ...git.worklog,
    author: jira.author,
    seconds,
    started,
    comment: text.git ?? git.worklog.comment,
  };
  const editsJira = seconds !== jira.seconds || started !== jira.started || text.jira !== undefined;
  const refusal = settings.retryHeld || !editsJira ? null : standingRefusal(observation.base, ref, git.worklog, jira);
  if (refusal !== null) return { part: { ...EMPTY_PART, holds: [refusal] }, agreed: base };
  const comment = text.jira === undefined ? jira.comment : text.jira;
  const edit: readonly JiraAction[] = editsJira
    ? [
        {
          ...onIssue(ticket, 'time entry edited in git'),
          kind: 'edit-worklog',
          ref,
          worklog: jira.id,
          author: jira.author,
          seconds,
          started,
          comment,
        },
      ]
    : [];
  const gitEdits = editLines(git, desired, 'time entry edited in Jira');
  const changed = editsJira || gitEdits.length > 0;
  const side = editsJira ? 'git' : 'jira';
  return {
    part: {
      ...EMPTY_PART,
      findings: changed ? [worklogFinding(match, side, `only ${side} changed`)] : text.findings,
      holds: text.holds,
      approximated: text.approximated,
      stakes: editsJira ? { [ref]: { git: git.worklog, jira } } : {},
      jira: edit,
      git: gitEdits,
    },
    agreed: editsJira || text.agreed === null ? base : agreedOf(jira, git.worklog.id, text.agreed),
  };
}

function decide<V extends string | number>(base: V | undefined, git: V, jira: V, preferGit: boolean): V {
  const verdict = compareValues(base, git, jira);
  return verdict === 'git' || (verdict === 'conflict' && preferGit) ? git : jira;
}

export function agreedOf(jira: JiraWorklog, line: string | null, comment: BaseWorklog['comment']): BaseWorklog {
  return { id: jira.id, line, author: jira.author, seconds: jira.seconds, started: jira.started, comment };
}

/** Every copy of the line is edited; lines that the edit replaced go; a line whose start moved to another month moves there. */
function editLines(git: GitEntry, desired: GitWorklog, reason: string): readonly GitAction[] {
  const stale = git.stale.map((line) => removeLine(line, 'an older form of the same entry'));
  if (fingerprint(desired) === fingerprint(git.worklog)) return stale;
  const month = worklogMonth(desired.started);
  if (worklogMonth(git.worklog.started) === month) {
    const replaced = git.lines.map(
      (line): GitAction => ({ kind: 'replace-worklog', month: line.month, line: line.line, worklog: desired, reason }),
    );
    return [...stale, ...replaced];
  }
  return [
    ...stale,
    ...git.lines.map((line) => removeLine(line, reason)),
    { kind: 'add-worklog', worklog: desired, reason },
  ];
}

export function removeLine(line: { readonly month: string; readonly line: number }, reason: string): GitAction {
  return { kind: 'remove-worklog', month: line.month, line: line.line, reason };
}
