import { readTicketHeads } from '../../clone-reader/read-ticket-heads.ts';
import { readWorklogs } from '../../clone-reader/read-worklogs.ts';
import { plain } from '../../render/plain.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';
import { openOrNull } from './clone-files.ts';

const MOST_NAMED = 5;

/** People whom tickets or time entries name, and whom `.tract/users.yaml` does not. */
export const people: Check = {
  name: 'people',
  async find({ clone: folder }) {
    const clone = folder === null ? null : await openOrNull(folder);
    if (clone === null) return [];
    const fields = clone.format.fields.filter(({ kind }) => kind === 'user' || kind === 'multi-user');
    const inTickets = readTicketHeads(clone).tickets.flatMap(({ values }) =>
      fields.flatMap(({ name }) => values[name] ?? []),
    );
    const inWorklogs = readWorklogs(clone).worklogs.map(({ author }) => author);
    const unknown = [...new Set([...inTickets, ...inWorklogs].map(String))].filter(
      (each) => !clone.people.byHandle.has(each),
    );
    if (unknown.length === 0) return [fine(`${clone.people.list.length} people are mapped to Jira`)];
    const named = unknown.sort().slice(0, MOST_NAMED).map(plain).join(', ');
    const more = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : '';
    const fix =
      'mend the name where it stands, or add a line `handle: {name: …}` (accountId on Cloud) to .tract/users.yaml';
    return [warning(`without mapping to a user of Jira: ${named}${more}`, fix)];
  },
};
