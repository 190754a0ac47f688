import { NOBODY, type People } from '../../model/people.ts';
import { parsePeople } from '../../model/people-file.ts';
import { type ProjectConfig, ticketFormatOf } from '../../model/project-config.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { findClone } from '../api/find-clone.ts';
import { usageError } from '../cli-error.ts';
import type { CloneProblem } from './clone-problem.ts';
import { readPlainFile } from './read-plain-file.ts';

/** The clone that a command reads: its folder and what its `.tract/` says, as it lies there, committed or not. */
export type TicketClone = {
  readonly folder: string;
  readonly config: ProjectConfig;
  readonly format: TicketFormat;
  readonly people: People;
  /** What of `.tract/users.yaml` cannot be read; the other people are known. */
  readonly problems: readonly CloneProblem[];
};

export const USERS_PATH = '.tract/users.yaml';

const NO_CLONE =
  'this is no clone of a ticket repository: there is no .tract/config.yaml here or above; get one with `tract clone URL`';

/** Opens the clone that `cwd` lies in. A CliError (usage) where there is none, or its config is wrong. */
export async function openTicketClone(cwd: string): Promise<TicketClone> {
  const clone = await findClone(cwd);
  if (clone === null) throw usageError(NO_CLONE);
  const config = clone.config();
  return { folder: clone.folder, config, format: ticketFormatOf(config), ...readPeople(clone.folder) };
}

/** A repository without the file knows nobody by name; handles still work. */
function readPeople(folder: string): Pick<TicketClone, 'people' | 'problems'> {
  const file = readPlainFile(folder, USERS_PATH);
  if (file.kind === 'absent') return { people: NOBODY, problems: [] };
  if (file.kind === 'unreadable') {
    return { people: NOBODY, problems: [{ path: USERS_PATH, line: null, reason: file.reason }] };
  }
  const { people, problems } = parsePeople(file.bytes.toString('utf8'));
  return { people, problems: problems.map((reason) => ({ path: USERS_PATH, line: null, reason })) };
}
