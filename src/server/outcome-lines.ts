import type { CycleReport, ReportItem } from '../reconciler/cycle-report.ts';
import { describeGitAction, describeJiraAction } from '../reconciler/describe-action.ts';
import type { Hold } from '../snapshot/base.ts';

const MOST_TICKETS = 10;

/** What a cycle came to, in lines for whoever caused it: done, held with the reason, failed with the reason. */
export function outcomeLines(report: CycleReport): readonly string[] {
  const done = report.items.filter(isDone);
  const waiting = report.items.flatMap(waitingLines);
  const error = report.error === null ? [] : [`✗ Sync error: ${report.error}`];
  // A sweep may meet a ticket twice.
  const lines = [...new Set([...doneLines(done), ...waiting, ...error])];
  return lines.length === 0 ? ['✓ In sync: nothing to do'] : lines;
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
    ...(jira.length > 0 ? [`✓ ${nameOf(item)} → Jira: ${jira.join(', ')}`] : []),
    ...(git.length > 0 ? [`✓ ${nameOf(item)} → git: ${git.join(', ')}`] : []),
  ];
}

function waitingLines(item: ReportItem): readonly string[] {
  const name = nameOf(item);
  const failure = item.failure === null ? [] : [errorLine(name, item.failure.reason)];
  return [...item.holds.map((hold) => holdLine(name, hold)), ...failure];
}

function holdLine(name: string, { kind, field, reason }: Hold): string {
  if (field === 'file') return errorLine(name, reason);
  return kind === 'conflict' ? `! ${name} ${field} is in conflict: ${reason}` : `✗ ${name} ${field}: ${reason}`;
}

function errorLine(name: string, reason: string): string {
  return `✗ Sync error: ${reason.includes(name) ? reason : `${name}: ${reason}`}`;
}
