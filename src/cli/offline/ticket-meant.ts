import { isTicketKey, projectOf } from '../../model/ticket-key.ts';
import { isOfflineKey, parseTicketRef } from '../../model/ticket-ref.ts';
import { failedError, usageError } from '../cli-error.ts';
import { keysMeant } from '../clone-reader/find-ticket-file.ts';
import { listTicketFiles, type TicketFile } from '../clone-reader/list-ticket-files.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { plain } from '../render/plain.ts';
import { keySuggestion } from '../render/suggestion.ts';

/** The ticket that somebody named in order to write about it. */
export type TicketMeant = {
  /** A key of Jira, `APP-OFFLINE-…`, or the name of a file that was never pushed. */
  readonly ref: string;
  /** Its file in the clone; null where the clone does not have it. */
  readonly file: TicketFile | null;
  readonly inJira: boolean;
  /** `; did you mean "APP-12"?` for a key that the clone does not have; else ''. */
  readonly hint: string;
};

/**
 * Reads a key in any case, the number alone, or the name of a file. A key of Jira that the clone does not have is for the
 * server to judge; anything else that is not there is a CliError.
 */
export function ticketMeant(clone: TicketClone | null, name: string): TicketMeant {
  const typed = name.trim();
  const files = clone === null ? [] : listTicketFiles(clone.folder);
  const wanted = clone === null ? [] : keysMeant(typed, clone.config.project.key);
  const file =
    wanted.flatMap((each) => files.filter(({ key }) => key === each))[0] ??
    files.find(({ key }) => isOfflineKey(key) && key.toLowerCase() === typed.toLowerCase());
  if (file !== undefined) return { ref: file.key, file, inJira: isTicketKey(file.key), hint: '' };
  const candidates = files.map(({ key }) => key);
  const ref = wanted.find(isTicketKey) ?? parseTicketRef(typed);
  const hint = keySuggestion(ref ?? typed, candidates);
  if (ref === null)
    throw usageError(
      `"${plain(typed)}" is no key of a ticket; write it like ${clone?.config.project.key ?? 'APP'}-123${hint}`,
    );
  if (isTicketKey(ref)) return { ref, file: null, inJira: true, hint };
  throw failedError(
    `there is no ticket ${plain(ref)} in this clone${hint || '; `git pull` may bring what became of it'}`,
  );
}

/**
 * For what is queued beside the ticket's file, which the clone need not have: a ticket that is fresh in Jira is known only
 * there. A key of another project is a CliError, as no push of this clone brings it anywhere.
 */
export function expectOfProject({ ref, file, hint }: TicketMeant, project: string): string {
  if (file !== null || projectOf(ref) === project) return ref;
  throw usageError(`${ref} is no ticket of ${project}, the project of this clone, and nothing was queued${hint}`);
}

/** For what is queued in the ticket's own file: that must be in the clone. */
export function expectInClone({ ref, file, hint }: TicketMeant): TicketFile {
  if (file !== null) return file;
  throw failedError(`there is no ticket ${ref} in this clone, and nobody to ask${hint || '; `git pull` may bring it'}`);
}
