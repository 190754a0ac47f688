import { parseTicketRef } from '../../model/ticket-ref.ts';
import { failedError } from '../cli-error.ts';
import { plain } from '../render/plain.ts';
import { keySuggestion } from '../render/suggestion.ts';
import { listTicketFiles, type TicketFile } from './list-ticket-files.ts';
import type { TicketClone } from './open-ticket-clone.ts';

/**
 * The file of the ticket that a person named: its key in any case, its number alone, or the name of its file. What was
 * typed is only compared with the names in `issues/`, never made a path. A CliError (failed) where there is none.
 */
export function findTicketFile({ folder, config }: TicketClone, name: string): TicketFile {
  const files = listTicketFiles(folder);
  const typed = name.trim();
  const found = keysMeant(typed, config.project.key).flatMap((each) => files.filter(({ key }) => key === each))[0];
  if (found !== undefined) return found;
  const hint = keySuggestion(
    typed,
    files.map(({ key }) => key),
  );
  throw failedError(`there is no ticket ${plain(typed)} in this clone${hint || '; `git pull` may bring it'}`);
}

/** What a person may mean by what they typed: those words, a key in whatever case, or a number of the project. */
export function keysMeant(typed: string, project: string): readonly string[] {
  const key = parseTicketRef(typed);
  return [typed, ...(key === null ? [] : [key]), ...(/^\d{1,15}$/.test(typed) ? [`${project}-${typed}`] : [])];
}
