import type { Value } from '../../model/value.ts';
import type { Oid } from '../../snapshot/object-store.ts';

/** Something that a person asks to be made at once, in Jira first: it reaches git like any other change of Jira's. */
export type TicketRequest =
  /** `values` by the field names of the front matter, `description` in Markdown. */
  | { readonly kind: 'create'; readonly values: Readonly<Record<string, Value>>; readonly description: string }
  /** `id` becomes the id of the line in git, one is minted where null; `started` is `YYYY-MM-DDTHH:MM:SSZ`, now where null. */
  | {
      readonly kind: 'worklog';
      readonly issue: string;
      readonly id: string | null;
      readonly author: string;
      readonly seconds: number;
      readonly started: string | null;
      readonly comment: string;
    }
  /** `body` in Markdown. */
  | { readonly kind: 'comment'; readonly issue: string; readonly author: string; readonly body: string };

/**
 * The same key with the same request is answered with the first outcome. `signal` ends the waiting: what was not begun
 * yet is `away` then, and what is under way goes on and is `pending`.
 */
export type RequestOptions = { readonly idempotencyKey: string | null; readonly signal?: AbortSignal };

export type RequestOutcome =
  | {
      readonly kind: 'done';
      readonly issue: string;
      readonly path: string;
      readonly url: string;
      /** The id of the line in git, for a time entry. */
      readonly id: string | null;
      /** Jira's id of what was made: issue, time entry or comment. */
      readonly jiraId: string;
      /** The commit that brought it into git; null where git had it already or could not be reached yet. */
      readonly commit: Oid | null;
    }
  | { readonly kind: 'unknown-issue'; readonly issue: string }
  /** Jira's own words per field, or ours. */
  | { readonly kind: 'refused'; readonly reason: string; readonly fields: Readonly<Record<string, string>> }
  /** Surely nothing was done: the caller may queue it. */
  | { readonly kind: 'away'; readonly reason: string; readonly retryAfterMs: number | null }
  /** Perhaps it was done: ask again with the same key. */
  | { readonly kind: 'pending'; readonly reason: string }
  /** The idempotency key stands for another request. */
  | { readonly kind: 'key-reused' };
