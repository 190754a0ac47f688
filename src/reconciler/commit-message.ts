import type { Renaming } from '../model/names.ts';
import type { RequestEntry } from '../snapshot/request-entry.ts';
import { askedTime, type Committed, describeTime, loggedTime, type TimeLines } from './committed-time.ts';
import type { GitAction } from './git-action.ts';
import type { TicketPlan } from './plan.ts';
import type { Settled } from './queue/settle-queue.ts';
import { NOT_ITS_NAME } from './renames/renamed-back.ts';
import { actionOf } from './requests/ledger.ts';

/** Tells people who wrote a commit; what is synced never depends on it. */
export const MARKER = '[tract-sync]';
const LISTED = 1000;
const ACCOUNTED = new Set(['remaining', 'updated']);

/**
 * The message of one cycle's commit: what happened to one ticket, or how many with a line each, and a line for each time
 * entry. Of a huge cycle the tickets are listed first, and how much is left out is said.
 */
export function commitMessage(committed: readonly Committed[], settled: readonly Settled[] = []): string {
  const queued = loggedTime(settled);
  const time = committed.map((each) => describeTime(each, settled));
  const tickets = committed.flatMap((each, index) => describe(each, time[index] ?? NO_TIME, queued));
  const logged = [...time.flatMap((lines) => lines.logged), ...queued.map(({ line }) => line)];
  const fromJira = time.flatMap((lines) => lines.fromJira);
  const all = [...tickets, ...logged, ...fromJira];
  const names = renamedLines(committed);
  if (names.length > 0)
    return messageOf(names.length === 1 ? names.join() : `${names.length} new names in Jira`, [
      ...(names.length === 1 ? [] : names),
      ...all,
    ]);
  const [first] = all;
  if (first === undefined && settled.length > 0) return `${MARKER} Cleared the queue of what is over`;
  if (first === undefined) return `${MARKER} Updated the project's files`;
  if (all.length === 1) return `${MARKER} ${first}`;
  if (logged.length === all.length) return messageOf(`Logged ${all.length} time entries`, all);
  const [only] = committed;
  if (only === undefined || committed.length > 1) return messageOf(`${verbOfAll(committed)} tickets`, all);
  if (tickets.length === 1) return messageOf(first, all.slice(1));
  return messageOf(`Updated ${only.plan.key ?? only.plan.path}`, all);
}

/** What the files are made to call by the names that Jira has now. */
function renamedLines(committed: readonly Committed[]): readonly string[] {
  const renamings = committed.flatMap(({ plan }) => plan.findings.flatMap((finding) => finding.renamings ?? []));
  return [...new Set(renamings.map(renamedLine))];
}

function renamedLine({ catalogue, from, to }: Renaming): string {
  const words = `${catalogue} ${from} is called ${to} now`.replace(/\s+/g, ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The message of a commit that puts real keys in the place of temporary ones. */
export function renamedMessage(names: ReadonlyMap<string, string>): string {
  const lines = [...names].map(([from, to]) => `Renamed references to ${from} to ${to}`);
  const [first = ''] = lines;
  return lines.length === 1 ? `${MARKER} ${first}` : messageOf(`Renamed references to ${lines.length} tickets`, lines);
}

const NO_TIME: TimeLines = { logged: [], fromJira: [] };

function messageOf(subject: string, lines: readonly string[]): string {
  const left = lines.length > LISTED ? [`and ${lines.length - LISTED} more`] : [];
  return [`${MARKER} ${subject}`, '', ...lines.slice(0, LISTED), ...left].join('\n');
}

function verbOfAll(committed: readonly Committed[]): string {
  const isImport = committed.every(({ plan }) => plan.situation === 'new-in-jira');
  return `${isImport ? 'Imported' : 'Updated'} ${committed.length}`;
}

/** The ticket itself; nothing where its time says all there is to say. */
function describe(
  committed: Committed,
  time: TimeLines,
  queued: readonly { readonly issue: string }[],
): readonly string[] {
  const { plan, requested } = committed;
  const key = plan.key ?? plan.path;
  const asked = requested.flatMap((entry) => describeRequest(entry, key));
  const records = plan.git.flatMap((action) => describeRecord(action, key));
  // What was asked for is what the commit is about, whatever Jira changed of the ticket along with it.
  if (asked.length + askedTime(committed).length > 0) return [...asked, ...records];
  const isTimeOnly = time.logged.length + time.fromJira.length > 0 || queued.some(({ issue }) => issue === key);
  const tickets = plan.git.filter((action) => action.kind.endsWith('-ticket'));
  const isBack = plan.situation === 'deleted-in-git';
  const others = tickets.filter((action) => isBack || !isAccounting(action));
  const isRecordOnly = tickets.length === 0 && records.length > 0;
  return (isTimeOnly && others.length === 0) || isRecordOnly
    ? records
    : [`${verbOf(committed)} ${key}${whyGone(plan)}`, ...records];
}

/** Why a file went, where nobody removed it. */
function whyGone({ forget, git }: TicketPlan): string {
  const removal = git.find((action) => action.kind === 'remove-ticket');
  return forget && removal !== undefined ? `: ${removal.reason}` : '';
}

function describeRecord(action: GitAction, key: string): readonly string[] {
  if (action.kind === 'write-record') return [`Held ${action.fields.join(', ')} of ${key} for a person`];
  return action.kind === 'remove-record' ? [`Settled what was held of ${key}`] : [];
}

/** Jira takes what is logged off what remains: such a change tells nothing that the time entry does not. */
function isAccounting(action: GitAction): boolean {
  if (action.kind !== 'write-ticket' || action.from === null || action.path !== action.to) return false;
  const { values, texts, comments } = action.edit;
  return Object.keys({ ...values, ...texts }).every((field) => ACCOUNTED.has(field)) && comments === null;
}

function describeRequest(entry: RequestEntry, key: string): readonly string[] {
  const { kind } = actionOf(entry);
  if (kind === 'add-worklog') return [];
  return [kind === 'create-issue' ? `Created ${key}` : `Commented on ${key}`];
}

function verbOf({ plan, done }: Committed): string {
  if (plan.forget) return 'Removed';
  if (plan.situation === 'deleted-in-git') return 'Restored';
  if (plan.git.some((action) => action.kind === 'write-ticket' && action.reason === NOT_ITS_NAME))
    return 'Put back the name of';
  const isCreated = done.some(({ kind }) => kind === 'create-issue');
  return plan.situation === 'new-in-jira' || isCreated ? 'Created' : 'Updated';
}
