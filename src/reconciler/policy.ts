import { type Field, isSetKind } from '../model/field.ts';
import { mergeSets } from '../model/merge-values.ts';
import type { Value } from '../model/value.ts';

/** What a conflict comes to: a value both sides shall hold, or null: it waits for a person. */
export type Ruling = { readonly desired: Value; readonly rule: string } | null;

export type ConflictTimes = { readonly gitChangedAtMs: number | null; readonly jiraUpdatedMs: number | null };

type Contest = { readonly base: Value | undefined; readonly git: Value; readonly jira: Value };

/** Settles a field that both sides changed: sets by member, everything else by the field's policy. */
export function settleConflict(field: Field, contest: Contest, times: ConflictTimes): Ruling {
  if (isSetKind(field.kind)) {
    const merged = mergeSets(members(contest.base ?? null), members(contest.git), members(contest.jira));
    return { desired: merged.length === 0 ? null : merged, rule: 'members merged' };
  }
  switch (field.policy) {
    case 'jira':
      return { desired: contest.jira, rule: 'policy: jira' };
    case 'git':
      return { desired: contest.git, rule: 'policy: git' };
    case 'newest':
      return settleByTime(contest, times);
    case 'hold':
      return null;
  }
}

export function members(value: Value): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function settleByTime(contest: Contest, times: ConflictTimes): Ruling {
  if (times.gitChangedAtMs === null || times.jiraUpdatedMs === null) return null;
  return times.gitChangedAtMs > times.jiraUpdatedMs
    ? { desired: contest.git, rule: 'policy: newest (git)' }
    : { desired: contest.jira, rule: 'policy: newest (jira)' };
}
