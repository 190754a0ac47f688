import type { Oid } from './object-store.ts';

/**
 * A create that was begun, written durably before the first request.
 * `action` is the create action, as plain JSON; `known` the ids that existed on the issue before;
 * `result` is what Jira answered, null while that is not known; `blob` the content of the file that an issue was made from.
 */
export type Intent = {
  readonly uid: string;
  readonly action: unknown;
  /** What in git it belongs to: the path of the new ticket file, or the key of the ticket. */
  readonly subject: string;
  readonly atMs: number;
  readonly known: readonly string[];
  readonly blob?: Oid;
  readonly result: { readonly id: string; readonly key: string | null } | null;
};
