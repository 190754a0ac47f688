import { describeRenaming } from '../model/names.ts';
import type { CycleReport, ReportItem } from '../reconciler/cycle-report.ts';
import { describeGitAction, describeJiraAction } from '../reconciler/describe-action.ts';
import { nameOfRef } from '../reconciler/explain.ts';
import { overruledLines } from '../reconciler/overruled.ts';
import type { Finding } from '../reconciler/plan.ts';
import type { Hold } from '../snapshot/base.ts';

const MOST_TICKETS = 10;
const MOST_CREATED = 50;
const MOST_OVERRULED = 50;

/** What a cycle came to, in lines for whoever caused it: done, held with the reason, failed with the reason. */
export function outcomeLines(report: CycleReport): readonly string[] {
  const logged = queuedWorklogs(report);
  const done = report.items.map((item) => withoutLogged(item, logged)).filter(isDone);
  const awaited = report.items.filter(({ situation }) => situation === 'awaited');
  const finished = report.items.filter(({ situation }) => situation !== 'awaited');
  const overruled = report.items.flatMap((item) => overruledLines(nameOf(item), item.findings));
  const waiting = [...lastOfEach(finished).flatMap(waitingLines), ...awaited.flatMap(awaitedLine)];
  const error = report.error === null ? [] : [`✗ Sync error: ${report.error}`];
  // A sweep may meet a ticket twice.
  const lines = [
    ...new Set([
      ...createdLines(report.items),
      ...loggedLines(logged),
      ...doneLines(done),
      ...overruledShown(overruled),
      ...waiting,
      ...error,
    ]),
  ];
  return lines.length === 0 ? ['✓ In sync: nothing to do'] : lines;
}

/** Nothing waits for anybody here, but somebody's value lost. */
function overruledShown(lines: readonly string[]): readonly string[] {
  const more = lines.length > MOST_OVERRULED ? [`! ${lines.length - MOST_OVERRULED} more values lost to a policy`] : [];
  return [...lines.slice(0, MOST_OVERRULED).map((line) => `! ${line}`), ...more];
}

/** True where something of the report waits for a person or another try. */
export function hasPending({ items }: CycleReport): boolean {
  return items.some((item) => item.holds.length > 0 || item.failure !== null);
}

export function nameOf({ key, ref }: ReportItem): string {
  return key ?? ref;
}

function isDone(item: ReportItem): boolean {
  return item.jira.length + item.git.length > 0;
}

/** The time entries that left the queue, by their references in plans. */
function queuedWorklogs({ dequeued }: CycleReport): ReadonlySet<string> {
  return new Set(dequeued.flatMap(({ kind, id }) => (kind === 'worklog' ? [`worklog:new-${id}`] : [])));
}

/** Creates and queued time entries have lines of their own. */
function withoutLogged(item: ReportItem, logged: ReadonlySet<string>): ReportItem {
  const jira = item.jira.filter(
    (action) => action.kind !== 'create-issue' && !(action.kind === 'add-worklog' && logged.has(action.ref)),
  );
  return { ...item, jira };
}

/** What one part of a cycle found waiting, a later part of it may have done. */
function lastOfEach(items: readonly ReportItem[]): readonly ReportItem[] {
  return items.filter((item, index) => {
    const later = items.slice(index + 1);
    return !later.some(({ ref, key }) => (item.key === null ? ref === item.ref : key === item.key));
  });
}

function createdLines(items: readonly ReportItem[]): readonly string[] {
  const lines = items.flatMap((item) =>
    item.jira.flatMap((action) =>
      action.kind === 'create-issue' ? [`✓ Created ${nameOf(item)} from ${action.path}`] : [],
    ),
  );
  const more = lines.length > MOST_CREATED ? [`✓ Created ${lines.length - MOST_CREATED} more tickets`] : [];
  return [...lines.slice(0, MOST_CREATED), ...more];
}

function loggedLines({ size }: ReadonlySet<string>): readonly string[] {
  return size === 0 ? [] : [`✓ Synced ${size} queued ${size === 1 ? 'worklog' : 'worklogs'} to Jira`];
}

function doneLines(items: readonly ReportItem[]): readonly string[] {
  if (items.length <= MOST_TICKETS) return items.flatMap(doneLine);
  const toJira = items.filter((item) => item.jira.length > 0).length;
  const toGit = items.filter((item) => item.git.length > 0).length;
  return [
    ...(toJira > 0 ? [`✓ Synced ${toJira} tickets to Jira`] : []),
    ...(toGit > 0 ? [`✓ Synced ${toGit} tickets to git: run \`git pull\``] : []),
  ];
}

function doneLine(item: ReportItem): readonly string[] {
  const jira = item.jira.map(describeJiraAction);
  const git = item.git.map(describeGitAction);
  return [
    ...item.findings.flatMap((finding) => putBackLine(nameOf(item), finding)),
    ...item.findings.flatMap((finding) => renamedLines(nameOf(item), finding)),
    ...(jira.length > 0 ? [`✓ ${nameOf(item)} → Jira: ${jira.join(', ')}`] : []),
    ...(git.length > 0 ? [`✓ ${nameOf(item)} → git: ${git.join(', ')}`] : []),
  ];
}

/** What was done to the file itself is undone, and whoever did it has to know. */
function putBackLine(name: string, { ref, verdict, rule }: Finding): readonly string[] {
  if (ref !== 'file' || verdict !== 'put-back') return [];
  return [`! ${rule.includes(name) ? rule : `${name}: ${rule}`}: run \`git pull\``];
}

/** Whoever still used the former name has to know the new one. */
function renamedLines(name: string, { renamings = [] }: Finding): readonly string[] {
  return renamings.map((renaming) => `! ${name}: ${describeRenaming(renaming)}`);
}

function waitingLines(item: ReportItem): readonly string[] {
  const name = nameOf(item);
  const failure = item.failure === null ? [] : [errorLine(name, item.failure.reason)];
  return [...item.holds.map((hold) => holdLine(name, hold)), ...failure];
}

/** No error: it may well be done. */
function awaitedLine(item: ReportItem): readonly string[] {
  return item.failure === null ? [] : [`… ${nameOf(item)}: ${item.failure.reason}`];
}

function holdLine(name: string, { kind, field, reason }: Hold): string {
  if (field === 'file') return errorLine(name, reason);
  const part = nameOfRef(field);
  return kind === 'conflict' ? `! ${name} ${part} is in conflict: ${reason}` : `✗ ${name} ${part}: ${reason}`;
}

function errorLine(name: string, reason: string): string {
  return `✗ Sync error: ${reason.includes(name) ? reason : `${name}: ${reason}`}`;
}
