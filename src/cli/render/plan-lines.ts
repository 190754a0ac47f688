import type { CycleReport } from '../../reconciler/cycle-report.ts';
import { explainItem } from '../../reconciler/explain.ts';
import type { Colors } from '../context.ts';
import { plain } from './plain.ts';

/** What a cycle would do, ticket by ticket, with what decided. */
export function planLines({ items, error }: CycleReport, colors: Colors): readonly string[] {
  const tickets = items.flatMap((item) => {
    const [head = '', ...details] = explainItem(item).map(plain);
    return [colors.bold(head), ...details, ''];
  });
  if (error !== null) return [...tickets, `${colors.red('✗')} ${plain(error)}`];
  return tickets.length === 0 ? ['Nothing to do: git and Jira agree.'] : tickets.slice(0, -1);
}
