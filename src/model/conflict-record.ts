import { isTicketKey } from './ticket-key.ts';

/** A value as a file says it: a text, a list, the members of a time entry; null where that side says nothing. */
export type RecordedValue = null | string | readonly string[] | Readonly<Record<string, string>>;

/** What one side says, who gave it that value and when; `source` is a commit, or the id of an entry of Jira's changelog. */
export type RecordedSide = {
  readonly value: RecordedValue;
  readonly by: string | null;
  readonly at: string | null;
  readonly source: string | null;
};

export const RECORD_TAKES = ['git', 'jira', 'merged'] as const;

/** What a person wrote beside a conflict. `value` is what the file would say; undefined where none is given. */
export type RecordedDecision = {
  readonly take: (typeof RECORD_TAKES)[number];
  readonly value: RecordedValue | undefined;
};

export type RecordedConflict = {
  readonly field: string;
  readonly since: string;
  readonly reason: string;
  /** Why nobody decided it: the policy, and where it stands. */
  readonly rule: string;
  readonly base: RecordedValue;
  readonly git: RecordedSide;
  readonly jira: RecordedSide;
  /** Fingerprints of both values: a decision is about these and no others. */
  readonly seen: { readonly git: string; readonly jira: string };
  readonly decision: RecordedDecision | null;
};

/** `.tract/conflicts/KEY.yaml`: what of one ticket waits for a person. */
export type ConflictRecord = { readonly issue: string; readonly conflicts: readonly RecordedConflict[] };

export const RECORD_FOLDER = '.tract/conflicts';

const RECORD_PATH = /^\.tract\/conflicts\/([^/]+)\.yaml$/;

export function conflictRecordPath(key: string): string {
  return `${RECORD_FOLDER}/${key}.yaml`;
}

/** The key of the ticket whose record has this path; null where it can be none. */
export function keyOfRecord(path: string): string | null {
  const name = RECORD_PATH.exec(path)?.[1] ?? '';
  return isTicketKey(name) ? name : null;
}
