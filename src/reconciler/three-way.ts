import { sameValue } from '../model/canonical.ts';
import type { Value } from '../model/value.ts';

/** What happened to a field since both sides last agreed. */
export type Verdict = 'same' | 'git' | 'jira' | 'converged' | 'conflict';

/**
 * Judges one value by the three states. `base` undefined means that the two never agreed on the field:
 * then a side that has nothing gives way to the one that has something.
 */
export function compareValues(base: Value | undefined, git: Value, jira: Value): Verdict {
  if (base === undefined) return compareFirstMeeting(git, jira);
  if (sameValue(git, jira)) return sameValue(git, base) ? 'same' : 'converged';
  if (sameValue(git, base)) return 'jira';
  return sameValue(jira, base) ? 'git' : 'conflict';
}

function compareFirstMeeting(git: Value, jira: Value): Verdict {
  if (sameValue(git, jira)) return 'converged';
  if (git === null) return 'jira';
  return jira === null ? 'git' : 'conflict';
}
