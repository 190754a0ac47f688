import type { Field } from '../../model/field.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import type { CommentMatch } from '../match-comments.ts';
import type { WorklogMatch } from '../match-worklogs.ts';
import type { Work } from '../work.ts';

/** What stands in conflict, as its hold names it. */
export type Contested =
  | { readonly kind: 'value'; readonly field: Field }
  | { readonly kind: 'text'; readonly field: Field }
  | { readonly kind: 'comment'; readonly match: CommentMatch }
  | { readonly kind: 'worklog'; readonly match: WorklogMatch }
  /** The ticket itself: Jira removed it, and git edited it. */
  | { readonly kind: 'gone' };

/** What the field of a hold stands for; null for what no decision about values can settle. */
export function contestedOf(
  ref: string,
  { matches, plan }: Pick<Work, 'matches' | 'plan'>,
  format: TicketFormat,
): Contested | null {
  if (ref === 'file') return plan.situation === 'gone-from-jira' ? { kind: 'gone' } : null;
  const comment = matches.comments.find((match) => match.ref === ref);
  if (comment !== undefined) return { kind: 'comment', match: comment };
  const worklog = matches.worklogs.find((match) => match.ref === ref);
  if (worklog !== undefined) return { kind: 'worklog', match: worklog };
  const field = format.fields.find(({ name }) => name === ref);
  if (field === undefined) return null;
  return field.kind === 'text' ? { kind: 'text', field } : { kind: 'value', field };
}
