import type { GitComment } from '../../src/model/ticket.ts';
import type { Values } from '../../src/model/value.ts';
import type { TicketPlan } from '../../src/reconciler/plan.ts';

/** The values that a plan writes into the ticket's file. */
export function valuesWritten(plan: TicketPlan): Values {
  const [write] = plan.git;
  return write?.kind === 'write-ticket' ? write.edit.values : {};
}

/** The comments that a plan wants in the ticket's file, null where it leaves them. */
export function commentsWritten(plan: TicketPlan): readonly GitComment[] | null {
  const [write] = plan.git;
  return write?.kind === 'write-ticket' ? (write.edit.comments?.map((slot) => slot.comment) ?? null) : null;
}
