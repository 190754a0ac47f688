import type { CycleReport, ReportItem } from '../../reconciler/cycle-report.ts';
import { describeGitAction, describeJiraAction } from '../../reconciler/describe-action.ts';
import { nameOf } from '../../server/outcome-lines.ts';
import type { Colors } from '../context.ts';
import { plain } from './short-value.ts';
import { waitingLines } from './waiting-lines.ts';

/** What a cycle would do, by direction, as `git status` would say it. */
export function planLines({ items, error }: CycleReport, colors: Colors): readonly string[] {
  const sections = [
    ...section(
      'Would be written to Jira:',
      lines(items, (item) => item.jira.map(describeJiraAction)),
      colors.green,
    ),
    ...section(
      'Would be written to git:',
      lines(items, (item) => item.git.map(describeGitAction)),
      colors.green,
    ),
    ...section('Would wait:', items.flatMap(waitingLines), colors.red),
  ];
  if (error !== null) return [...sections, `✗ ${error}`];
  return sections.length === 0 ? ['Nothing to do: both sides agree.'] : sections;
}

/** A heading with its lines, or nothing at all. */
export function section(title: string, lines: readonly string[], color: (text: string) => string): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => color(`  ${line}`)), ''];
}

function lines(items: readonly ReportItem[], actions: (item: ReportItem) => readonly string[]): readonly string[] {
  return items.flatMap((item) => {
    const list = actions(item);
    return list.length === 0 ? [] : [`${nameOf(item)}  ${plain(list.join(', '))}`];
  });
}
