import type { ReportItem } from '../../reconciler/cycle-report.ts';
import { nameOf } from '../../server/outcome-lines.ts';
import { plain } from './plain.ts';

/** What of a ticket waits for a person or another try, and why. */
export function waitingLines(item: ReportItem): readonly string[] {
  const name = nameOf(item);
  const holds = item.holds.map(({ field, kind, reason }) => {
    return `${name}  ${field}: ${kind === 'conflict' ? 'in conflict, ' : ''}${plain(reason)}`;
  });
  if (item.failure === null) return holds;
  const again = item.failure.retries ? ' (is tried again)' : '';
  return [...holds, `${name}  ${plain(item.failure.reason)}${again}`];
}
