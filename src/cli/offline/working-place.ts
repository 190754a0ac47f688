import { NOBODY, type People } from '../../model/people.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { GENERAL_RULES } from '../../server/schemas/rules.ts';
import { type Clone, findClone } from '../api/find-clone.ts';
import { reportProblems } from '../clone-reader/clone-problem.ts';
import { openTicketClone, type TicketClone } from '../clone-reader/open-ticket-clone.ts';
import type { Io } from '../io.ts';

/** Where something is written from: in a clone, or anywhere with only a server. */
export type WorkingPlace = {
  readonly clone: TicketClone | null;
  /** The same for what looks for a server. */
  readonly found: Clone | null;
  readonly people: People;
  /** That of the project; outside of a clone what holds for every project. */
  readonly format: TicketFormat;
};

/** Opens the clone that the command runs in, if it does. A CliError where its configuration is wrong. */
export async function openWorkingPlace(io: Pick<Io, 'cwd' | 'err'>): Promise<WorkingPlace> {
  const found = await findClone(io.cwd);
  if (found === null) return { clone: null, found, people: NOBODY, format: GENERAL_RULES.format };
  const clone = await openTicketClone(io.cwd);
  reportProblems(io, clone.problems);
  return { clone, found, people: clone.people, format: clone.format };
}
