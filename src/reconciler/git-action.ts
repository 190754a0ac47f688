import type { TicketEdit } from '../model/ticket.ts';
import type { GitWorklog } from '../model/worklog.ts';
import type { Oid } from '../snapshot/object-store.ts';

/** One change of the branch, as plain data. It holds for the commit it was planned against, and no other. */
export type GitAction =
  /**
   * Writes the ticket's file by editing the content `from`, null for a new file; `to` differs from `path` where the
   * file gets its ticket's name.
   */
  | {
      readonly kind: 'write-ticket';
      readonly path: string;
      readonly to: string;
      readonly from: Oid | null;
      readonly edit: TicketEdit;
      /** True where the file at `to` was looked at, and nothing is lost with it. */
      readonly over?: true;
      readonly reason: string;
    }
  /** Writes or removes the record of what is in conflict; `fields` are what it tells. */
  | {
      readonly kind: 'write-record';
      readonly path: string;
      readonly content: string;
      readonly fields: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'remove-record'; readonly path: string; readonly reason: string }
  | { readonly kind: 'remove-ticket'; readonly path: string; readonly reason: string }
  | { readonly kind: 'add-worklog'; readonly worklog: GitWorklog; readonly reason: string }
  | {
      readonly kind: 'replace-worklog';
      readonly month: string;
      readonly line: number;
      readonly worklog: GitWorklog;
      readonly reason: string;
    }
  | { readonly kind: 'remove-worklog'; readonly month: string; readonly line: number; readonly reason: string };
