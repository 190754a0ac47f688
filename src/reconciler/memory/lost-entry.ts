import type { Policy } from '../../model/field.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import { judgePresence, type Presence, type PresenceVerdict } from '../judge-presence.ts';

const PREFIX = 'lost-';

/** Said of what a ticket's files had when they were last synced, and Jira does not have. */
const LOST_ENTRY =
  'it was here before the snapshot was lost and is not in Jira: remove it here too, or edit it to have it added again';

/** Stands in for the id, which nobody knows any more, of a comment or time entry that was synced and is not in Jira. */
export function lostId(entry: unknown): string {
  return `${PREFIX}${fingerprint(entry)}`;
}

type Based = { readonly base: { readonly id: string } | null; readonly git: unknown };

/**
 * What comes of a comment or time entry. One that is lost was removed in Jira, or Jira never took it: nobody knows. It
 * is neither made again nor removed, until a person removes or edits it.
 */
export function judgeEntry({ base }: Based, presence: Presence, policy: Policy, older: string | null): PresenceVerdict {
  const { git } = presence;
  if (!isLost(base)) {
    const verdict = judgePresence(presence, policy);
    // What a backup of Jira does not have was not removed there.
    return verdict === 'remove-from-git' && older !== null ? 'hold' : verdict;
  }
  if (git === 'absent') return 'forget';
  return git === 'unchanged' ? 'hold' : 'add-to-jira';
}

/** Why one that a side has not is held. */
export function reasonOfHeld({ base, git }: Based, older: string | null): string {
  if (isLost(base)) return LOST_ENTRY;
  if (older !== null) return older;
  return git === null ? 'removed in git but edited in Jira' : 'removed in Jira but edited in git';
}

function isLost(base: Based['base']): boolean {
  return base?.id.startsWith(PREFIX) === true;
}
