import type { CycleReport, ReportItem } from '../../reconciler/cycle-report.ts';
import { describeGitAction, describeJiraAction } from '../../reconciler/describe-action.ts';
import type { EngineEvent } from '../../reconciler/engine.ts';
import { explainChange } from '../../reconciler/explain-change.ts';
import { nameOf } from '../../server/outcome-lines.ts';
import type { Colors } from '../context.ts';
import { plain } from '../render/plain.ts';
import { waitingLines } from '../render/waiting-lines.ts';

/** Tells in lines what the daemon syncs, as it happens. */
export function narrate(event: EngineEvent, colors: Colors, nowMs: number): readonly string[] {
  const time = colors.dim(new Date(nowMs).toISOString().slice(11, 19));
  const lines = event.kind === 'cycle' ? cycleLines(event.report, colors) : healthLines(event, colors);
  return lines.map((line) => `  ${time}  ${line}`);
}

function cycleLines({ items, error }: CycleReport, colors: Colors): readonly string[] {
  return [
    ...items.flatMap((item) => itemLines(item, colors)),
    ...(error === null ? [] : [colors.yellow(plain(error))]),
  ];
}

function itemLines(item: ReportItem, colors: Colors): readonly string[] {
  const name = colors.bold(nameOf(item));
  const jira = item.jira.map(describeJiraAction).join(', ');
  return [
    ...(jira === '' ? [] : [`${colors.cyan('git → Jira')}  ${name}: ${plain(jira)}`]),
    ...(item.git.length === 0 ? [] : [`${colors.magenta('Jira → git')}  ${name}: ${plain(gitChanges(item))}`]),
    ...waitingLines(item).map((line) => `${colors.red('waits     ')}  ${line}`),
  ];
}

/** What came from Jira field by field, or else what was done to the files. */
function gitChanges({ findings, git }: ReportItem): string {
  const fromJira = findings.filter(({ verdict }) => verdict === 'jira' || verdict === 'merged');
  if (fromJira.length === 0) return git.map(describeGitAction).join(', ');
  return fromJira.map(({ ref, git: before, desired }) => `${ref} ${explainChange(before, desired)}`).join(', ');
}

function healthLines(event: Exclude<EngineEvent, { kind: 'cycle' }>, colors: Colors): readonly string[] {
  if (event.kind !== 'health' || event.health.reason === null) return [];
  return [colors.yellow(plain(event.health.reason))];
}
