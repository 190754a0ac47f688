import { renderDuration } from '../model/duration.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { RequestEntry } from '../snapshot/request-entry.ts';
import type { GitAction } from './git-action.ts';
import type { JiraAction } from './jira-action.ts';
import type { TicketPlan } from './plan.ts';
import type { Settled } from './queue/settle-queue.ts';
import { actionOf } from './requests/ledger.ts';

/** One ticket of a commit: its plan, what Jira did for it in the cycle, and what came into git because somebody asked for it. */
export type Committed = {
  readonly plan: TicketPlan;
  /** What was agreed on before the cycle. */
  readonly stored: TicketBase | null;
  readonly done: readonly JiraAction[];
  readonly requested: readonly RequestEntry[];
};

/** A line for each time entry that went to Jira, and for each that came from there or is no longer there. */
export type TimeLines = { readonly logged: readonly string[]; readonly fromJira: readonly string[] };

/** The time entries of one ticket's commit, without those that leave the queue with it. */
export function describeTime(committed: Committed, settled: readonly Settled[]): TimeLines {
  const { plan, done } = committed;
  if (plan.forget) return { logged: [], fromJira: [] };
  const key = plan.key ?? plan.path;
  const queued = new Set(settled.map(({ entry }) => `worklog:new-${entry.id}`));
  const logged = done.flatMap((action) =>
    action.kind === 'add-worklog' && !queued.has(action.ref) ? [loggedLine(action.seconds, key)] : [],
  );
  const asked = askedTime(committed);
  const lines = new Set(asked.map(({ line }) => line));
  const added = plan.git.flatMap((action) => describeAdded(action, committed, lines));
  return {
    logged: [...logged, ...asked.map(({ seconds }) => loggedLine(seconds, key))],
    fromJira: [...new Set(added), ...describeRemoved(committed)],
  };
}

/** The time that somebody asked the service to log, and that this commit brings into git. */
export function askedTime({
  plan,
  requested,
}: Committed): readonly { readonly line: string | null; readonly seconds: number }[] {
  return requested.flatMap((entry) => {
    const action = actionOf(entry);
    const isNew = plan.git.some((each) => each.kind === 'add-worklog' && each.worklog.id === entry.line);
    return action.kind === 'add-worklog' && isNew ? [{ line: entry.line, seconds: action.seconds }] : [];
  });
}

/** The time entries that leave the queue because both sides have them, oldest first. */
export function loggedTime(settled: readonly Settled[]): readonly { readonly issue: string; readonly line: string }[] {
  return settled.flatMap((each) => {
    if (each.kind === 'taken-back' || each.worklog === null) return [];
    const { issue, seconds } = each.worklog;
    return [{ issue, line: loggedLine(seconds, issue) }];
  });
}

/** Copies of one line are one entry. A line that moves to another month is an entry that changed. */
function describeAdded(
  action: GitAction,
  { plan, stored }: Committed,
  asked: ReadonlySet<string | null>,
): readonly string[] {
  if (action.kind !== 'add-worklog' && action.kind !== 'replace-worklog') return [];
  const { id, author, seconds } = action.worklog;
  if (id !== null && asked.has(id)) return [];
  const isMoved = id !== null && (stored?.worklogs ?? []).some(({ line }) => line === id);
  const isKnown = action.kind === 'replace-worklog' || isMoved;
  const verb = isKnown ? 'Update' : 'Add';
  return [`${verb} worklog from Jira (${namesOf(plan, author, seconds)})`];
}

/** What the branch still had and Jira has no more: not what git removed itself, nor an older form of a line that stays. */
function describeRemoved({ plan, stored, done }: Committed): readonly string[] {
  if (!plan.git.some(({ kind }) => kind === 'remove-worklog')) return [];
  const left = new Set((plan.base?.worklogs ?? []).map(({ id }) => id));
  const own = new Set(done.flatMap((action) => (action.kind === 'remove-worklog' ? [action.worklog] : [])));
  const gone = (stored?.worklogs ?? []).filter(({ id }) => !left.has(id) && !own.has(id));
  return gone.map(({ author, seconds }) => `Remove worklog deleted in Jira (${namesOf(plan, author, seconds)})`);
}

function namesOf({ key, path }: TicketPlan, author: string, seconds: number): string {
  return `${key ?? path}, ${author.replace(/\s+/g, ' ')}, ${renderDuration(seconds)}`;
}

function loggedLine(seconds: number, key: string): string {
  return `Logged ${renderDuration(seconds)} to ${key}`;
}
