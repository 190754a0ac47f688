import { renderDuration } from '../model/duration.ts';
import type { RequestEntry } from '../snapshot/request-entry.ts';
import type { GitAction } from './git-action.ts';
import type { TicketPlan } from './plan.ts';
import type { Settled } from './queue/settle-queue.ts';
import { actionOf } from './requests/ledger.ts';

/** Tells people who wrote a commit; what is synced never depends on it. */
export const MARKER = '[tract-sync]';
const LISTED = 1000;
const ACCOUNTED = new Set(['remaining', 'updated']);

type Requested = ReadonlyMap<TicketPlan, readonly RequestEntry[]>;

/**
 * The message of one cycle's commit: what happened to one ticket, or how many with a line each. `requested` is what
 * each plan brings into git because somebody asked for it.
 */
export function commitMessage(
  plans: readonly TicketPlan[],
  created: ReadonlySet<string>,
  requested: Requested = new Map(),
  settled: readonly Settled[] = [],
): string {
  const about = plans.flatMap((plan) => {
    const asked = (requested.get(plan) ?? []).flatMap((entry) => describeRequest(plan, entry));
    return asked.length > 0 ? asked : describe(plan, created);
  });
  const lines = [...about, ...settled.flatMap(describeSettled)];
  const [first] = lines;
  if (first === undefined && settled.length > 0) return `${MARKER} Cleared the queue of what is over`;
  if (first === undefined) return `${MARKER} Updated the project's files`;
  if (lines.length === 1) return `${MARKER} ${first}`;
  const left = lines.length > LISTED ? [`and ${lines.length - LISTED} more`] : [];
  const body = ['', ...lines.slice(0, LISTED), ...left];
  if (about.length === 0) return [`${MARKER} Logged ${lines.length} time entries`, ...body].join('\n');
  const verb = plans.every((plan) => plan.situation === 'new-in-jira') ? 'Imported' : 'Updated';
  const [only] = plans;
  const what = only !== undefined && plans.length === 1 ? (only.key ?? only.path) : `${plans.length} tickets`;
  return [`${MARKER} ${verb} ${what}`, ...body].join('\n');
}

/** The message of a commit that puts real keys in the place of temporary ones. */
export function renamedMessage(names: ReadonlyMap<string, string>): string {
  const lines = [...names].map(([from, to]) => `Renamed references to ${from} to ${to}`);
  const [first = ''] = lines;
  if (lines.length === 1) return `${MARKER} ${first}`;
  return [`${MARKER} Renamed references to ${lines.length} tickets`, '', ...lines.slice(0, LISTED)].join('\n');
}

function describe(plan: TicketPlan, created: ReadonlySet<string>): readonly string[] {
  const key = plan.key ?? plan.path;
  const worklogs = plan.git.filter((action) => action.kind.endsWith('-worklog'));
  const others = plan.git.filter((action) => !action.kind.endsWith('-worklog'));
  const ticket = worklogs.length > 0 ? others.filter((action) => !isAccounting(action)) : others;
  const about = ticket.length > 0 ? [`${verbOf(plan, created)} ${key}`] : [];
  return [...about, ...(about.length > 0 ? [] : worklogs.map((action) => describeWorklog(action, key)))];
}

/** Jira takes what is logged off what remains: such a change tells nothing that the time entry does not. */
function isAccounting(action: GitAction): boolean {
  if (action.kind !== 'write-ticket' || action.from === null || action.path !== action.to) return false;
  const { values, texts, comments } = action.edit;
  return Object.keys({ ...values, ...texts }).every((field) => ACCOUNTED.has(field)) && comments === null;
}

/** What was asked for is what the commit is about, whatever Jira changed of the ticket along with it. */
function describeRequest({ key, path, git }: TicketPlan, entry: RequestEntry): readonly string[] {
  const action = actionOf(entry);
  const name = key ?? path;
  if (action.kind === 'create-issue') return [`Created ${name}`];
  if (action.kind === 'add-comment') return [`Commented on ${name}`];
  const isNew = git.some((each) => each.kind === 'add-worklog' && each.worklog.id === entry.line);
  return isNew ? [`Logged ${renderDuration(action.seconds)} to ${name}`] : [];
}

function describeSettled(settled: Settled): readonly string[] {
  if (settled.kind === 'taken-back' || settled.worklog === null) return [];
  return [`Logged ${renderDuration(settled.worklog.seconds)} to ${settled.worklog.issue}`];
}

function verbOf(plan: TicketPlan, created: ReadonlySet<string>): string {
  if (plan.forget) return 'Removed';
  if (plan.situation === 'deleted-in-git') return 'Restored';
  return plan.situation === 'new-in-jira' || created.has(plan.path) ? 'Created' : 'Updated';
}

function describeWorklog(action: GitAction, key: string): string {
  if (action.kind === 'add-worklog') {
    const { author, seconds } = action.worklog;
    return `Add worklog from Jira (${key}, ${author}, ${renderDuration(seconds)})`;
  }
  return action.kind === 'replace-worklog'
    ? `Update worklog from Jira (${key})`
    : `Remove worklog deleted in Jira (${key})`;
}
