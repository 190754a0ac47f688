import type { Oid } from './object-store.ts';

/**
 * What became of a request:
 * - `sent`: it was noted and perhaps sent, and no answer is known
 * - `made`: Jira has it, git perhaps not yet
 * - `done`: both sides have it
 * - `free`: it was looked for in Jira and is not there; its key may be used again
 */
export type RequestState = 'sent' | 'made' | 'done' | 'free';

/** A line of the ledger: something that was asked for through the API, written durably before the first request to Jira. */
export type RequestEntry = {
  readonly id: string;
  /** The idempotency key, null where the request had none. */
  readonly key: string | null;
  /** Fingerprint of what was asked for; '' where a pushed file asked for it, which agrees with every request of its key. */
  readonly digest: string;
  readonly state: RequestState;
  /** The create action, as plain JSON. */
  readonly action: unknown;
  /** The texts of the action in Markdown, by field; a comment's or time entry's own is `text`. */
  readonly texts: Readonly<Record<string, string>>;
  /** The id of a time entry's line in git, null for everything else. */
  readonly line: string | null;
  /** Ids of the comments or time entries that existed on the issue before. */
  readonly known: readonly string[];
  /** When it was last sent, epoch ms. */
  readonly atMs: number;
  readonly result: { readonly id: string; readonly key: string | null } | null;
  /** The commit that brought it into git; null where none was needed, or not yet. */
  readonly commit: Oid | null;
};
