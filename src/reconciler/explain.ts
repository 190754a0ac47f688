import type { ReportItem } from './cycle-report.ts';
import { describeGitAction, describeJiraAction } from './describe-action.ts';
import { explainChange, explainValue } from './explain-change.ts';
import type { Finding } from './plan.ts';

/**
 * A finding in short lines: the direction and the field, what changes, and the rule that decided. Where the two sides
 * contradict each other, a line for each says what it did since both agreed.
 */
export function explainFinding(finding: Finding): readonly string[] {
  const { ref, verdict, base, git, jira, desired, rule } = finding;
  const head = `${DIRECTIONS[verdict]} ${nameOfRef(ref)}`;
  const both = [`  git: ${changeOf(base, git)}`, `  Jira: ${changeOf(base, jira)}`];
  switch (verdict) {
    case 'git':
      return [line(head, changeOf(base ?? jira, desired), rule)];
    case 'jira':
    case 'put-back':
      return [line(head, changeOf(git, desired), rule)];
    case 'merged':
    case 'conflict':
      return [line(head, explainValue(desired), rule), ...both];
    case 'held':
      return [`${head}: ${rule}`, ...both];
    case 'same':
    case 'converged':
      return [line(head, explainValue(desired), rule)];
  }
}

/** One ticket of a cycle: its findings, what waits, what is done on each side, and why it is not finished. */
export function explainItem(item: ReportItem): readonly string[] {
  const told = new Set(item.findings.map(({ ref }) => ref));
  const waiting = item.holds.filter(({ field }) => !told.has(field));
  return [
    `${item.key ?? item.ref} (${item.situation.replaceAll('-', ' ')})`,
    ...item.findings.flatMap(explainFinding).map(indented),
    ...waiting.map(({ field, reason }) => indented(`held ${nameOfRef(field)}: ${reason}`)),
    ...item.jira.map((action) => indented(`in Jira: ${describeJiraAction(action)}`)),
    ...item.git.map((action) => indented(`in git: ${describeGitAction(action)}`)),
    ...item.approximated.map((what) => indented(`approximated in Jira: ${what}`)),
    ...failureLines(item.failure).map(indented),
  ];
}

const DIRECTIONS: Readonly<Record<Finding['verdict'], string>> = {
  git: '→ Jira',
  jira: '← Jira',
  'put-back': '← Jira',
  merged: '↔ both',
  conflict: 'conflict',
  held: 'held',
  same: '= both',
  converged: '= both',
};

/** A field, comment or time entry as people call it. */
export function nameOfRef(ref: string): string {
  if (ref.startsWith('comment:new-')) return 'new comment';
  if (ref.startsWith('comment:about-')) return `comment on the conflict: ${ref.slice('comment:about-'.length)}`;
  if (ref.startsWith('comment:')) return `comment ${ref.slice('comment:'.length)}`;
  if (ref.startsWith('worklog:new-')) return 'new time entry';
  return ref.startsWith('worklog:') ? `time entry ${ref.slice('worklog:'.length)}` : ref;
}

function changeOf(before: unknown, after: unknown): string {
  return explainChange(before, after) || 'unchanged';
}

function line(head: string, change: string, rule: string): string {
  return `${head}: ${change} (${rule})`;
}

function failureLines(failure: ReportItem['failure']): readonly string[] {
  if (failure === null) return [];
  return [`not finished: ${failure.reason}${failure.retries ? '; it is tried again' : ''}`];
}

function indented(text: string): string {
  return `  ${text}`;
}
