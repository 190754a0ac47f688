import type { Policy } from '../model/field.ts';
import type { Finding } from './plan.ts';

/** Where an element of a ticket (a comment, a time entry) stands, and whether the side that has it changed it since. */
export type Presence = {
  readonly base: boolean;
  readonly git: 'absent' | 'unchanged' | 'changed';
  readonly jira: 'absent' | 'unchanged' | 'changed';
};

export type PresenceVerdict =
  | 'compare'
  | 'add-to-git'
  | 'add-to-jira'
  | 'remove-from-git'
  | 'remove-from-jira'
  | 'hold'
  | 'forget';

/**
 * The table of presence for what lives inside a ticket:
 *
 * | base | git     | jira    |                                            |
 * |------|---------|---------|--------------------------------------------|
 * | any  | there   | there   | compare                                    |
 * | no   | there   | absent  | new in git: add to Jira                    |
 * | no   | absent  | there   | new in Jira: add to git                    |
 * | yes  | as was  | absent  | removed in Jira: remove from git           |
 * | yes  | absent  | as was  | removed in git: remove from Jira           |
 * | yes  | changed | absent  | removed against edited: the policy decides |
 * | yes  | absent  | changed | removed against edited: the policy decides |
 * | yes  | absent  | absent  | forget                                     |
 */
export function judgePresence(presence: Presence, policy: Policy): PresenceVerdict {
  const { base, git, jira } = presence;
  if (git === 'absent' && jira === 'absent') return 'forget';
  if (git !== 'absent' && jira !== 'absent') return 'compare';
  if (git !== 'absent') {
    if (!base) return 'add-to-jira';
    return git === 'unchanged' ? 'remove-from-git' : choose(policy, 'add-to-jira', 'remove-from-git');
  }
  if (!base) return 'add-to-git';
  return jira === 'unchanged' ? 'remove-from-jira' : choose(policy, 'remove-from-jira', 'add-to-git');
}

/** What a removal on `side` is where the other side edited the element: the policy said that it goes all the same. */
export function overruledEdit(
  side: 'git' | 'jira',
  { git, jira }: Presence,
): Partial<Pick<Finding, 'verdict' | 'rule'>> {
  const isEdited = (side === 'git' ? jira : git) === 'changed';
  return isEdited ? { verdict: 'conflict', rule: `policy: ${side}` } : {};
}

/** A removal leaves no time behind, so `newest` cannot be told and waits for a person. */
function choose(policy: Policy, git: PresenceVerdict, jira: PresenceVerdict): PresenceVerdict {
  if (policy === 'git') return git;
  return policy === 'jira' ? jira : 'hold';
}
