import type { Hold } from '../../snapshot/base.ts';
import type { Identity, Oid } from '../../snapshot/object-store.ts';
import type { ReportItem } from '../cycle-report.ts';

export const TAKES = ['git', 'jira', 'merged'] as const;

/** What a person wants of two values in conflict: the one of git, the one of Jira, or one of their own. */
export type Take = (typeof TAKES)[number];

/** The values somebody looked at, by the field, as the fingerprints of its hold. */
export type Seen = Readonly<Record<string, Pick<Hold, 'git' | 'jira'>>>;

/** What a person decided about the conflicts of one ticket. */
export type ResolveRequest = {
  /** The ticket's key. */
  readonly issue: string;
  /** The field of a hold (`title`, `comment:10012`); null for all that is in conflict. */
  readonly field: string | null;
  readonly take: Take;
  /**
   * With `merged`, which needs a field: what the file would say, Markdown for texts and comments, members of a line
   * (`time`, `started`, `comment`) for time entries.
   */
  readonly value: unknown;
  /** What was looked at; null for what is on record. Another value that came meanwhile is never overruled. */
  readonly seen: Seen | null;
  /** Who decided, where a push says that; the author of what is committed for it. */
  readonly by: Identity | null;
};

/** One conflict that a person settled, with what each side said. */
export type Settled = {
  readonly field: string;
  readonly take: Take;
  readonly base: unknown;
  readonly git: unknown;
  readonly jira: unknown;
};

export type ResolveOutcome =
  | {
      readonly kind: 'resolved';
      readonly issue: string;
      readonly settled: readonly Settled[];
      /** What of the ticket still waits for a person. */
      readonly holds: readonly Hold[];
      /** The commit that brought it into git; null where git stayed as it was. */
      readonly commit: Oid | null;
      /** Why Jira does not have it yet, null where it has: it is carried out by itself. */
      readonly pending: string | null;
    }
  | { readonly kind: 'unknown-issue'; readonly issue: string }
  | { readonly kind: 'not-in-conflict'; readonly reason: string }
  /** Nothing was decided, because the values are others by now: those of `item`. */
  | { readonly kind: 'changed'; readonly reason: string; readonly item: ReportItem }
  /** The value cannot be that of the field, or the conflict cannot be settled this way; nothing was decided. */
  | { readonly kind: 'invalid'; readonly reason: string; readonly fields: Readonly<Record<string, string>> }
  /** It was decided and Jira refuses it, in its own words: it waits for another value. */
  | { readonly kind: 'refused'; readonly reason: string; readonly fields: Readonly<Record<string, string>> }
  /** Surely nothing was decided. */
  | { readonly kind: 'away'; readonly reason: string; readonly retryAfterMs: number | null };
