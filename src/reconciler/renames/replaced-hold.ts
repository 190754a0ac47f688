import { fingerprint } from '../../model/fingerprint.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import type { Hold, TicketBase } from '../../snapshot/base.ts';
import { holdOf } from '../holds.ts';
import type { GitState } from '../observation.ts';

const REPLACED = 'another ticket stands in the file';

/** A ticket waits while another one's content stands in its file. */
export function replacedHold(base: TicketBase | null, git: GitState, reason: string, now: string): Hold {
  return holdOf(base, { field: 'file', kind: 'conflict', reason, git: blobOf(git), jira: REPLACED }, now);
}

/** The reason why the ticket waits already, where its file is still the same. */
export function standingReplacement(base: TicketBase | null, git: GitState): string | null {
  const [blob, mark] = [fingerprint(blobOf(git)), fingerprint(REPLACED)];
  return base?.holds.find((hold) => hold.field === 'file' && hold.git === blob && hold.jira === mark)?.reason ?? null;
}

/** `source` is the ticket whose content it is, null where nobody knows. */
export function replacedReason(key: string, source: string | null): string {
  const whose = source === null ? 'what another ticket said' : `what ${source} said`;
  return `${ticketPath(key)} says ${whose}: renamed over it? Put back what ${key} said; nothing goes to Jira until then`;
}

function blobOf(git: GitState): string | null {
  return git.kind === 'absent' ? null : git.blob;
}
