import type { Policy } from '../model/field.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { GitWorklog } from '../model/worklog.ts';
import { worklogMonth } from '../model/worklog-line.ts';
import type { BaseWorklog } from '../snapshot/base.ts';
import type { GitAction } from './git-action.ts';
import { holdOf, standingRefusal } from './holds.ts';
import type { JiraAction } from './jira-action.ts';
import type { JiraTicket, JiraWorklog } from './jira-ticket.ts';
import type { GitEntry, WorklogMatch } from './match-worklogs.ts';
import { EMPTY_PART, type Finding } from './plan.ts';
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
  const texts = { base: base?.comment ?? null, git: git.worklog.comment, jira: jira.comment };
  const text = decideText(ref, texts, outcomes, observation, settings);
  const policy = policyOf(settings);
  const contested =
    compareValues(base?.seconds, git.worklog.seconds, jira.seconds) === 'conflict' ||
    compareValues(base?.started, git.worklog.started, jira.started) === 'conflict';
  // A line has no time of its change, so `newest` cannot be told and waits for a person like `hold`.
  if (contested && (policy === 'hold' || policy === 'newest')) return holdContested(match, git, jira, context);
  const seconds = decide(base?.seconds, git.worklog.seconds, jira.seconds, policy);
  const started = decide(base?.started, git.worklog.started, jira.started, policy);
  const comment = text.git ?? git.worklog.comment;
  const desired: GitWorklog = { ...git.worklog, issue: ticket.key, author: jira.author, seconds, started, comment };
  const editsJira = seconds !== jira.seconds || started !== jira.started || text.jira !== undefined;
  const refusal = settings.retryHeld || !editsJira ? null : standingRefusal(observation.base, ref, git.worklog, jira);
  if (refusal !== null) return { part: { ...EMPTY_PART, holds: [refusal] }, agreed: base };
  const edited = { ...jira, seconds, started, comment: text.jira === undefined ? jira.comment : text.jira };
  const gitEdits = editLines(git, desired, 'time entry edited in Jira');
  const changed = editsJira || gitEdits.length > 0;
  const finding = findingOf(match, contested ? policy : null, editsJira, gitEdits.length > 0);
  return {
    part: {
      ...EMPTY_PART,
      findings: changed ? [finding] : text.findings,
      holds: text.holds,
      approximated: text.approximated,
      stakes: editsJira ? { [ref]: { git: git.worklog, jira } } : {},
      jira: editsJira ? [editInJira(ref, edited, ticket)] : [],
      git: gitEdits,
    },
    agreed: editsJira || text.agreed === null ? base : agreedOf(jira, git.worklog.id, text.agreed),
  };
}

export function editInJira(ref: string, { id, ...entry }: JiraWorklog, ticket: JiraTicket): JiraAction {
  return { ...onIssue(ticket, 'time entry edited in git'), kind: 'edit-worklog', ref, worklog: id, ...entry };
}

function decide<V extends string | number>(base: V | undefined, git: V, jira: V, policy: Policy): V {
  const verdict = compareValues(base, git, jira);
  return verdict === 'git' || (verdict === 'conflict' && policy === 'git') ? git : jira;
}

function holdContested(
  match: WorklogMatch,
  git: GitEntry,
  jira: JiraWorklog,
  { observation, settings }: WorklogContext,
): WorklogPlan {
  const reason = 'both sides changed it';
  const input = { field: match.ref, kind: 'conflict', reason, git: git.worklog, jira } as const;
  const holds = [holdOf(observation.base, input, settings.now)];
  return { part: { ...EMPTY_PART, findings: [worklogFinding(match, 'held', reason)], holds }, agreed: match.base };
}

/** `policy` where both sides changed the same member, null where none was contested. */
function findingOf(match: WorklogMatch, policy: Policy | null, editsJira: boolean, editsGit: boolean): Finding {
  const side = editsJira ? 'git' : 'jira';
  if (policy !== null) return { ...worklogFinding(match, side, `policy: ${policy}`), verdict: 'conflict' };
  const merged = editsJira && editsGit;
  if (merged) return { ...worklogFinding(match, side, 'both changed different parts'), verdict: 'merged' };
  return worklogFinding(match, side, `only ${side} changed`);
}

export function agreedOf(jira: JiraWorklog, line: string | null, comment: BaseWorklog['comment']): BaseWorklog {
  return { id: jira.id, line, author: jira.author, seconds: jira.seconds, started: jira.started, comment };
}

/** Every copy of the line is edited; lines that the edit replaced go; a line whose start moved to another month moves there. */
export function editLines(git: GitEntry, desired: GitWorklog, reason: string): readonly GitAction[] {
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
