import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { WorklogLine } from '../../model/worklog.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { FileProblem } from '../../snapshot/snapshot-meta.ts';
import type { Parts } from '../parts.ts';
import { bornAs, whyUnborn } from './find-unborn.ts';

const MOST_TOLD = 5;

/**
 * Time entries of the branch whose temporary key nobody made a ticket of: in no ticket's report, because there is none,
 * they would wait for ever without a word. One problem for each file, with the first lines of it.
 */
export async function strayWorklogs(parts: Parts, tip: Oid): Promise<readonly FileProblem[]> {
  const all = await parts.git.readAllWorklogs(tip, parts.project.format());
  const lines = all.filter(({ worklog }) => isOfflineKey(worklog.issue));
  const expected = await whyUnborn(parts, new Set(lines.map(({ worklog }) => worklog.issue)), tip);
  const stray = lines.filter(({ worklog: { issue } }) => !expected.has(issue) && bornAs(parts, issue) === null);
  return [...new Set(stray.map(({ month }) => month))].sort().map((month) => {
    const own = stray.filter((line) => line.month === month).sort((a, b) => a.line - b.line);
    return { path: `worklogs/${month}.jsonl`, blob: null, reason: reasonOf(own) };
  });
}

/** What the other problems of such a file are not: they go by its bytes alone, and carry the name of those. */
export function isStray({ path, blob }: FileProblem): boolean {
  return blob === null && path.startsWith('worklogs/');
}

function reasonOf(lines: readonly WorklogLine[]): string {
  const told = lines.slice(0, MOST_TOLD).map(({ line, worklog }) => {
    return `line ${line}: no ticket ${worklog.issue} in issues/ nor in the queue`;
  });
  const more = lines.length > MOST_TOLD ? [`and ${lines.length - MOST_TOLD} more lines`] : [];
  return `${[...told, ...more].join('; ')}: waits until it is pushed, or the line names another ticket`;
}
