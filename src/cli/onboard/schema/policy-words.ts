import type { Policy } from '../../../model/field.ts';

/** What becomes of a field that both sides changed to different values. */
export const POLICY_WORDS: Readonly<Record<Policy, string>> = {
  jira: 'Jira wins',
  git: 'git wins',
  newest: 'the later change wins',
  hold: 'it waits for a person',
};
