import type { ReportItem } from '../../reconciler/cycle-report.ts';
import { explainItem } from '../../reconciler/explain.ts';
import type { Colors } from '../context.ts';
import { plain } from './plain.ts';

/** One ticket, field by field: what each side did, where it goes, and what decided. */
export function ticketStatusLines(item: ReportItem, colors: Colors): readonly string[] {
  const [head = '', ...details] = explainItem(item).map(plain);
  return [colors.bold(head), ...details, ...(isSettled(item) ? ['  Git and Jira agree.'] : [])];
}

/** True where the ticket waits for nothing. */
export function isSettled({ jira, git, holds, failure }: ReportItem): boolean {
  return jira.length + git.length + holds.length === 0 && failure === null;
}
