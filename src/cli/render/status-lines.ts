import { describeGitAction, describeJiraAction } from '../../reconciler/describe-action.ts';
import type { StatusReport } from '../../reconciler/engine.ts';
import { nameOf } from '../../server/outcome-lines.ts';
import type { Colors } from '../context.ts';
import { columns } from './columns.ts';
import { plain } from './plain.ts';
import { section } from './section.ts';

const MOST_QUEUED = 10;

/** The state of a whole project: how the service is, what goes where, what waits and why. */
export function statusLines(
  status: StatusReport,
  colors: Colors,
  width: number | null,
  nowMs: number,
): readonly string[] {
  const { pending, problems, queue, queued } = status;
  const table = (rows: readonly (readonly string[])[]) => columns(rows, width === null ? null : width - 2);
  const toJira = pending
    .filter(({ jira }) => jira.length > 0)
    .map((item) => [nameOf(item), item.jira.map(describeJiraAction).join(', ')]);
  const toGit = pending
    .filter(({ git }) => git.length > 0)
    .map((item) => [nameOf(item), item.git.map(describeGitAction).join(', ')]);
  const held = pending.flatMap((item) =>
    item.holds.filter(({ kind }) => kind !== 'conflict').map((hold) => holdRow(nameOf(item), hold)),
  );
  const conflicts = pending.flatMap((item) =>
    item.holds.filter(({ kind }) => kind === 'conflict').map((hold) => holdRow(nameOf(item), hold)),
  );
  const unfinished = pending.filter(({ jira, git, holds }) => jira.length + git.length + holds.length === 0);
  const rows = unfinished.map((item) => [
    nameOf(item),
    plain(item.failure?.reason ?? UNFINISHED[item.situation] ?? 'not finished yet'),
  ]);
  return [
    ...headLines(status, colors, nowMs),
    ...section('Going to Jira:', table(toJira), colors.green),
    ...section('Coming to git:', table(toGit), colors.green),
    ...section('Held until a value changes on either side:', table(held), colors.red),
    ...section('In conflict, waiting for a person:', table(conflicts), colors.red),
    ...section('Not finished:', table(rows), colors.yellow),
    ...section(
      'Files that cannot be synced:',
      table(problems.map(({ path, reason }) => [plain(path), plain(reason)])),
      colors.red,
    ),
    ...section(offlineTitle(queued), table(offlineRows(queued)), colors.yellow),
    ...queueLines(queue),
    ...(isClean(status) ? ['Nothing waits: git and Jira agree.'] : []),
  ];
}

/** True where nothing waits for anything. */
export function isClean(status: Pick<StatusReport, 'pending' | 'problems' | 'queue' | 'queued'>): boolean {
  const { pending, problems, queue, queued } = status;
  return pending.length + problems.length + queue.length + queued.count === 0;
}

const UNFINISHED: Readonly<Record<string, string>> = {
  'missing-in-jira': 'Jira did not show it when asked; it is asked for again before that is believed',
};

function holdRow(
  name: string,
  { field, reason, since }: { field: string; reason: string; since: string },
): readonly string[] {
  return [name, field, `${plain(reason)} (since ${since})`];
}

function headLines(
  { project, tickets, health, lastCycle, verified, repair, calledBy }: StatusReport,
  colors: Colors,
  nowMs: number,
): readonly string[] {
  const state = health.state === 'ok' ? colors.green('healthy') : colors.yellow(health.state);
  const last = lastCycle === null ? 'no cycle yet' : `last cycle ${ago(nowMs - lastCycle.endedAtMs)}`;
  const reason = health.reason === null ? [] : [colors.yellow(plain(health.reason))];
  const repairing =
    repair === null ? [] : [colors.yellow(plain(`Repairing: ${repair.reason}. Every ticket is met again.`))];
  const covered = coverage(verified, nowMs);
  const renamed =
    calledBy === null
      ? []
      : [colors.yellow(plain(`Jira calls project ${calledBy} ${project} now: set TRACT_PROJECT=${project}`))];
  return [
    `Project ${project}: ${tickets === 1 ? '1 ticket' : `${tickets} tickets`}, ${state}, ${last}, ${covered}`,
    ...reason,
    ...repairing,
    ...renamed,
    '',
  ];
}

/** Since when all tickets are known to be equal or held, and which of them was looked at longest ago. */
function coverage({ oldestMs, key, sweptMs }: StatusReport['verified'], nowMs: number): string {
  if (sweptMs === null) return 'not all tickets verified yet';
  const swept = ago(nowMs - sweptMs);
  if (key === null) return `all tickets verified ${swept}`;
  return `${key} ${oldestMs === null ? 'never verified' : `last verified ${ago(nowMs - oldestMs)}`}, the others ${swept}`;
}

function offlineTitle({ count, oldestAt }: StatusReport['queued']): string {
  return `Done offline and not in Jira yet (${count}, the oldest from ${oldestAt}):`;
}

function offlineRows({ items }: StatusReport['queued']): readonly (readonly string[])[] {
  const rows = items.slice(0, MOST_QUEUED).map((item) => {
    const what = item.kind === 'create' ? item.path : `time on ${item.issue}`;
    return [plain(what), item.at, plain(item.reason ?? 'waits for its turn')];
  });
  const more = items.length - rows.length;
  return more > 0 ? [...rows, ['', '', `and ${more} more`]] : rows;
}

function queueLines(queue: readonly string[]): readonly string[] {
  if (queue.length === 0) return [];
  const more = queue.length > MOST_QUEUED ? ` and ${queue.length - MOST_QUEUED} more` : '';
  return [`Queue: ${queue.slice(0, MOST_QUEUED).map(plain).join(', ')}${more}`, ''];
}

/** `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}
