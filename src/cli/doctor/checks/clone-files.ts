import { isCliError } from '../../cli-error.ts';
import { describeProblem } from '../../clone-reader/clone-problem.ts';
import { openTicketClone, type TicketClone } from '../../clone-reader/open-ticket-clone.ts';
import { readTicketHeads } from '../../clone-reader/read-ticket-heads.ts';
import { readWorklogs } from '../../clone-reader/read-worklogs.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

const MOST_TOLD = 10;
const FIX = 'mend the line, commit and push; until then it is not synced';

/** Ticket files and worklog lines that cannot be read. */
export const cloneFiles: Check = {
  name: 'files',
  async find({ clone: folder }) {
    const clone = folder === null ? null : await openOrNull(folder);
    if (clone === null) return [];
    const { tickets, problems } = readTicketHeads(clone);
    const { worklogs, problems: lines } = readWorklogs(clone);
    const all = [...problems, ...lines];
    const more = all.length - MOST_TOLD;
    return [
      ...(all.length === 0 ? [fine(`${tickets.length} tickets and ${worklogs.length} time entries can be read`)] : []),
      ...all.slice(0, MOST_TOLD).map((problem) => warning(describeProblem(problem), FIX)),
      ...(more > 0 ? [warning(`and ${more} more files or lines`, FIX)] : []),
    ];
  },
};

/** A wrong configuration is told of by its own check. */
export async function openOrNull(folder: string): Promise<TicketClone | null> {
  try {
    return await openTicketClone(folder);
  } catch (error) {
    if (isCliError(error)) return null;
    throw error;
  }
}
