import type { ReportItem } from './cycle-report.ts';
import { holdOf } from './holds.ts';

/** What of a ticket's report is empty where nothing was found or done. */
export const NOTHING_DONE = {
  situation: 'nothing',
  findings: [],
  jira: [],
  git: [],
  holds: [],
  approximated: [],
} as const;

/** A file that is no ticket's and cannot be taken as it is, as a cycle's report has it for whoever pushed. */
export function unreadableItem(path: string, reason: string, now: string): ReportItem {
  const input = { field: 'file', kind: 'unreadable', reason: `${path}: ${reason}`, git: reason, jira: null } as const;
  return { ...NOTHING_DONE, ref: path, key: null, holds: [holdOf(null, input, now)], failure: null };
}
