import { sameValue } from '../model/canonical.ts';
import type { Field } from '../model/field.ts';
import type { Value } from '../model/value.ts';
import { type ConflictTimes, settleConflict } from './policy.ts';
import { compareValues, type Verdict } from './three-way.ts';

/** What one field comes to: the value both sides shall hold and the rule that said so, or a conflict left to a person. */
export type Decision =
  | { readonly kind: 'decided'; readonly verdict: Verdict | 'put-back'; readonly desired: Value; readonly rule: string }
  | { readonly kind: 'conflict' };

/** No issue is ever without these, so an agreed nothing is that of a ticket born in git whose create could not carry it. */
export const NEVER_EMPTY: ReadonlySet<string> = new Set(['title', 'type', 'status']);

/** The desired value of one field, from its three states. */
export function decideValue(
  field: Field,
  base: Value | undefined,
  git: Value,
  jira: Value,
  times: ConflictTimes,
): Decision {
  const verdict = compareValues(base, git, jira);
  if (verdict === 'same' || verdict === 'converged') return decided(verdict, jira, 'both sides agree');
  if (field.via === 'nothing') return decidePutBack(verdict, base, git, jira);
  if (git === null && NEVER_EMPTY.has(field.name)) return decided('put-back', jira, 'a ticket cannot be without it');
  if (verdict === 'git') return decided(verdict, git, 'only git changed');
  if (verdict === 'jira') return decided(verdict, jira, 'only jira changed');
  if (base === null && NEVER_EMPTY.has(field.name))
    return decided('git', git, 'git said it before Jira had the ticket');
  const ruling = settleConflict(field, { base, git, jira }, times);
  return ruling === null ? { kind: 'conflict' } : decided('conflict', ruling.desired, ruling.rule);
}

/** Fields that belong to Jira: an edit in git is put back and told. */
function decidePutBack(verdict: Verdict, base: Value | undefined, git: Value, jira: Value): Decision {
  const edited = base !== undefined && verdict !== 'jira' && !sameValue(git, base);
  return decided(edited ? 'put-back' : 'jira', jira, 'belongs to Jira');
}

function decided(verdict: Verdict | 'put-back', desired: Value, rule: string): Decision {
  return { kind: 'decided', verdict, desired, rule };
}
