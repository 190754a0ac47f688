import { fingerprint } from '../model/fingerprint.ts';
import { sameJiraText, sameMarkdown } from '../model/text/reconcile/same-text.ts';
import type { GitWorklog, WorklogProblem } from '../model/worklog.ts';
import type { BaseWorklog } from '../snapshot/base.ts';
import { agreedOf, compareWorklog, editInJira, editLines, removeLine } from './compare-worklog.ts';
import type { GitAction } from './git-action.ts';
import { holdOf, standingRefusal } from './holds.ts';
import type { JiraAction } from './jira-action.ts';
import type { JiraWorklog } from './jira-ticket.ts';
import { overruledEdit, type Presence } from './judge-presence.ts';
import type { GitEntry, WorklogMatch } from './match-worklogs.ts';
import { judgeEntry, reasonOfHeld } from './memory/lost-entry.ts';
import { reasonOfOlder, worklogState } from './older-jira.ts';
import { EMPTY_PART, type Finding, joinParts, type PlanPart } from './plan.ts';
import { refusalReason } from './refusal-reason.ts';
import { stoppedHold, withOneStop } from './stopped-removals.ts';
import { outcomeOf, saysBoth } from './text-decision.ts';
import { isAwaited, tellHidden } from './unseen-entries.ts';
import { onIssue, policyOf, type WorklogContext, type WorklogPlan, worklogFinding } from './worklog-plan.ts';

export type WorklogsPlan = PlanPart & { readonly agreed: readonly BaseWorklog[] };

/** Plans every time entry by itself. */
export function planWorklogs(matches: readonly WorklogMatch[], context: WorklogContext): WorklogsPlan {
  const plans = matches.map((match) => underOwnKey(planWorklog(match, context), match, context));
  const problems = problemHolds(context);
  return {
    ...withOneStop(joinParts([...plans.map((plan) => plan.part), problems, overruledForms(matches, context)])),
    agreed: plans.flatMap((plan) => (plan.agreed === null ? [] : [plan.agreed])),
  };
}

function planWorklog(match: WorklogMatch, context: WorklogContext): WorklogPlan {
  const { base, git, jira } = match;
  if (isAsked(match, context)) return { part: EMPTY_PART, agreed: null };
  if (isAwaited(context.observation, match.ref)) return { part: EMPTY_PART, agreed: base };
  const presence = worklogPresence(match);
  if (context.ticket.hides.includes('worklogs')) return leaveHidden(match, presence, context);
  const older = olderOf(match, context);
  const verdict = judgeEntry(match, presence, policyOf(context.settings), older);
  const stop = verdict === 'remove-from-git' || verdict === 'remove-from-jira' ? stopOf(match.ref, context) : null;
  if (stop !== null) return { part: { ...EMPTY_PART, holds: [stop] }, agreed: base };
  if (verdict === 'compare' && older !== null) return { part: holdWorklog(match, context), agreed: base };
  if (verdict === 'compare' && git !== null && jira !== null) return compareWorklog(match, git, jira, context);
  if (verdict === 'add-to-jira' && git !== null) return addToJira(match, git, context);
  if (verdict === 'add-to-git' && jira !== null) return addToGit(match, jira, context);
  if (verdict === 'remove-from-git' && git !== null) return removeFromGit(match, git);
  if (verdict === 'remove-from-jira' && jira !== null) return removeFromJira(match, jira, context);
  if (verdict === 'forget') return { part: EMPTY_PART, agreed: null };
  return { part: holdWorklog(match, context), agreed: base };
}

/** Whether Jira has it nobody knows: what git says anew of it waits until Jira tells. */
function leaveHidden(match: WorklogMatch, presence: Presence, { observation, settings }: WorklogContext): WorklogPlan {
  const { ref, base, git } = match;
  const says = base === null ? git !== null : presence.git !== 'unchanged';
  const reason = tellHidden('time entries');
  const input = { field: ref, kind: 'unreadable', reason, git: git?.worklog ?? null, jira: null } as const;
  const holds = says ? [holdOf(observation.base, input, settings.now)] : [];
  return { part: { ...EMPTY_PART, holds }, agreed: base };
}

/** Null too where git says what Jira shows: then both agree. */
function olderOf({ ref, git, jira }: WorklogMatch, { observation, outcomes }: WorklogContext): string | null {
  const older = reasonOfOlder(observation.base, ref, worklogState(jira));
  if (older === null || git === null || jira === null) return older;
  const { seconds, started, comment } = git.worklog;
  const isSame = seconds === jira.seconds && started === jira.started;
  return isSame && saysBoth(outcomeOf(outcomes, ref), { git: comment, jira: jira.comment }) ? null : older;
}

function stopOf(ref: string, { observation, settings }: WorklogContext) {
  return stoppedHold(observation, ref, 'worklogs', settings.now);
}

/** Jira may have it already, on a request whose answer was lost: until that is known, nothing is sent. */
function isAsked({ base, git, jira }: WorklogMatch, { observation }: WorklogContext): boolean {
  const line = git?.worklog.id ?? null;
  return base === null && jira === null && line !== null && observation.requested.awaited.has(line);
}

/** A ticket whose key changed takes its lines along, those too that wait for a person: under the old key nobody finds them. */
function underOwnKey(plan: WorklogPlan, { git }: WorklogMatch, { ticket }: WorklogContext): WorklogPlan {
  if (git === null || git.worklog.issue === ticket.key || plan.part.git.length > 0) return plan;
  const edits = editLines(git, { ...git.worklog, issue: ticket.key }, 'the key of its ticket changed');
  return { ...plan, part: { ...plan.part, git: edits } };
}

/** Where a time entry stands, and which side changed it. */
export function worklogPresence({ base, git, jira }: WorklogMatch): Presence {
  return {
    base: base !== null,
    git: git === null ? 'absent' : base !== null && gitAsBefore(git.worklog, base) ? 'unchanged' : 'changed',
    jira: jira === null ? 'absent' : base !== null && jiraAsBefore(jira, base) ? 'unchanged' : 'changed',
  };
}

function gitAsBefore(git: GitWorklog, base: BaseWorklog): boolean {
  const sameText = sameMarkdown(git.comment, base.comment.markdown);
  return git.seconds === base.seconds && git.started === base.started && sameText;
}

function jiraAsBefore(jira: JiraWorklog, base: BaseWorklog): boolean {
  const sameText = sameJiraText(jira.comment, base.comment.jira);
  return jira.seconds === base.seconds && jira.started === base.started && sameText;
}

function addToJira(match: WorklogMatch, git: GitEntry, context: WorklogContext): WorklogPlan {
  const { observation, outcomes, settings, ticket } = context;
  const { ref } = match;
  const { author, seconds, started } = git.worklog;
  const outcome = outcomeOf(outcomes, ref);
  const refusal = settings.retryHeld ? null : standingRefusal(observation.base, ref, git.worklog, null);
  if (refusal !== null) return { part: { ...EMPTY_PART, holds: [refusal] }, agreed: null };
  if (outcome.kind !== 'agreed') {
    const reason = outcome.kind === 'refused' ? refusalReason(outcome) : 'its text is in conflict';
    const input = { field: ref, kind: 'unreadable', reason, git: git.worklog, jira: null } as const;
    return { part: { ...EMPTY_PART, holds: [holdOf(observation.base, input, settings.now)] }, agreed: null };
  }
  const uid = fingerprint([observation.commit, ticket.id, ref]);
  const action: JiraAction = {
    ...onIssue(ticket, 'time logged in git'),
    kind: 'add-worklog',
    uid,
    ref,
    author,
    seconds,
    started,
    comment: outcome.jira,
  };
  const part = {
    ...EMPTY_PART,
    findings: [worklogFinding(match, 'git', 'only git has it')],
    approximated: outcome.approximated,
  };
  const stakes = { [ref]: { git: git.worklog, jira: null } };
  const stale = git.stale.map((line) => removeLine(line, 'an older form of the same entry'));
  return { part: { ...part, jira: [action], git: stale, stakes }, agreed: null };
}

/**
 * Jira's id becomes the id of the line, unless it was asked for with another: the same entry always gives the same line.
 * Where somebody had entered it in Jira without words, Jira gets those that were asked for.
 */
function addToGit(match: WorklogMatch, jira: JiraWorklog, context: WorklogContext): WorklogPlan {
  const { observation, outcomes, settings, ticket } = context;
  const { ref } = match;
  const outcome = outcomeOf(outcomes, ref);
  if (outcome.kind === 'refused') return { part: EMPTY_PART, agreed: match.base };
  // Where other words were asked for, and a person would decide between the two, Jira keeps its own.
  const comment = outcome.kind === 'agreed' ? outcome.markdown : outcome.jira;
  const { author, seconds, started } = jira;
  const id = observation.requested.worklogs.find((asked) => asked.id === jira.id)?.line ?? jira.id;
  const worklog = { id, issue: ticket.key, author, seconds, started, comment };
  const action: GitAction = { kind: 'add-worklog', worklog, reason: 'time logged in Jira' };
  const part = { ...EMPTY_PART, findings: [worklogFinding(match, 'jira', 'only Jira has it')], git: [action] };
  const lacksWords = outcome.kind === 'agreed' && !sameJiraText(outcome.jira, jira.comment);
  if (!lacksWords) return { part, agreed: agreedOf(jira, id, { markdown: comment, jira: jira.comment }) };
  const refusal = settings.retryHeld ? null : standingRefusal(observation.base, ref, worklog, jira);
  const agreed = agreedOf(jira, id, { markdown: '', jira: jira.comment });
  if (refusal !== null) return { part: { ...part, holds: [refusal] }, agreed };
  const words = editInJira(ref, { ...jira, comment: outcome.jira }, ticket);
  return { part: { ...part, jira: [words], stakes: { [ref]: { git: worklog, jira } } }, agreed };
}

function removeFromGit(match: WorklogMatch, git: GitEntry): WorklogPlan {
  const lines = [...git.lines, ...git.stale].map((line) => removeLine(line, 'time entry removed in Jira'));
  return {
    part: { ...EMPTY_PART, findings: [removedFinding(match, 'jira')], git: lines },
    agreed: null,
  };
}

/** An unreadable line may be the entry that seems to be gone: nothing is removed while there is one. */
function removeFromJira(match: WorklogMatch, jira: JiraWorklog, context: WorklogContext): WorklogPlan {
  const { observation, settings, ticket } = context;
  const [unreadable] = observation.worklogProblems;
  if (unreadable !== undefined) {
    const reason = `not removed from Jira: ${placeOf(unreadable)} cannot be read and may be this entry; mend it`;
    const input = { field: match.ref, kind: 'unreadable', reason, git: null, jira } as const;
    return { part: { ...EMPTY_PART, holds: [holdOf(observation.base, input, settings.now)] }, agreed: match.base };
  }
  const refusal = settings.retryHeld ? null : standingRefusal(observation.base, match.ref, null, jira);
  if (refusal !== null) return { part: { ...EMPTY_PART, holds: [refusal] }, agreed: match.base };
  const action: JiraAction = {
    ...onIssue(ticket, 'time entry removed in git'),
    kind: 'remove-worklog',
    ref: match.ref,
    worklog: jira.id,
  };
  const stakes = { [match.ref]: { git: null, jira } };
  return {
    part: { ...EMPTY_PART, findings: [removedFinding(match, 'git')], jira: [action], stakes },
    agreed: match.base,
  };
}

function removedFinding(match: WorklogMatch, side: 'git' | 'jira'): Finding {
  const finding = worklogFinding(match, side, `removed in ${side}`);
  return { ...finding, ...overruledEdit(side, worklogPresence(match)) };
}

function holdWorklog(match: WorklogMatch, context: WorklogContext): PlanPart {
  const { observation, settings } = context;
  const reason = reasonOfHeld(match, olderOf(match, context));
  const input = {
    field: match.ref,
    kind: 'conflict',
    reason,
    git: match.git?.worklog ?? null,
    jira: match.jira,
  } as const;
  return {
    ...EMPTY_PART,
    findings: [worklogFinding(match, 'held', reason)],
    holds: [holdOf(observation.base, input, settings.now)],
  };
}

/** Two edits of one line that a merge kept both: the last one counts, and what another said is told. */
function overruledForms(matches: readonly WorklogMatch[], { observation }: WorklogContext): PlanPart {
  const findings = matches.flatMap((match) =>
    (match.git?.stale ?? []).flatMap(({ worklog, former }): readonly Finding[] => {
      const stored = observation.storedWorklogs.find(({ line }) => line === worklog.id);
      if (stored !== undefined && gitAsBefore(worklog, stored)) return [];
      const rule = former === true ? 'an older form of the line came back' : 'the last of two lines with one id counts';
      const finding = worklogFinding(match, 'git', rule);
      return [{ ...finding, verdict: 'conflict', git: worklog }];
    }),
  );
  return { ...EMPTY_PART, findings };
}

/** Lines of this ticket that cannot be read. One that names no ticket is reported with its file, not with every ticket. */
function problemHolds({ observation, settings }: WorklogContext): PlanPart {
  const own = observation.worklogProblems.filter(({ issue }) => issue !== null);
  const holds = own.map((problem) => {
    const told = `${placeOf(problem)}: ${problem.reason}`;
    const field = `worklog:line-${problem.month}-${problem.line}`;
    return holdOf(observation.base, { field, kind: 'unreadable', reason: told, git: told, jira: null }, settings.now);
  });
  return { ...EMPTY_PART, holds };
}

function placeOf({ month, line }: WorklogProblem): string {
  return `worklogs/${month}.jsonl line ${line}`;
}
