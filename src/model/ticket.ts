import type { Field } from './field.ts';
import type { Values } from './value.ts';

/** What the ticket files of one project look like: its fields in order, and how long a working day is. */
export type TicketFormat = {
  readonly fields: readonly Field[];
  readonly secondsPerDay: number;
  readonly secondsPerWeek: number;
};

/** A comment as a ticket file has it. `at` is `YYYY-MM-DDTHH:MM:SSZ`, null where the header gives no time. */
export type GitComment = { readonly author: string; readonly at: string | null; readonly body: string };

/** A front-matter value that is not what its field needs; the rest of the ticket is good. */
export type FieldProblem = { readonly field: string; readonly line: number; readonly reason: string };

/** A ticket file, read. `texts` holds the Markdown of the text fields, `description` among them. */
export type TicketDoc = {
  readonly values: Values;
  readonly texts: Readonly<Record<string, string>>;
  readonly comments: readonly GitComment[];
  readonly problems: readonly FieldProblem[];
};

/** A comment of the edited file: `from` is its index in the file before, null for a new one. */
export type CommentSlot = { readonly from: number | null; readonly comment: GitComment };

/** What to change in a ticket file. What is not named keeps its bytes. */
export type TicketEdit = {
  readonly values: Values;
  readonly texts: Readonly<Record<string, string>>;
  /** The whole list of comments in order, or null to leave them. */
  readonly comments: readonly CommentSlot[] | null;
};
