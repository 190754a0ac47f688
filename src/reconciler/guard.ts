import type { MaxDeletes } from './parts.ts';
import type { TicketPlan } from './plan.ts';

/** What the guards let through, and what they stopped with the reason. */
export type Guarded = {
  readonly allowed: readonly TicketPlan[];
  readonly stopped: readonly { readonly plan: TicketPlan; readonly reason: string }[];
};

/**
 * Looks at the whole batch: more removals than a person would make in one go stop, everything else flows.
 * `tickets` is how many tickets there are in all; `allowed` how many removals a person agreed to.
 */
export function guardRemovals(
  plans: readonly TicketPlan[],
  tickets: number,
  limit: MaxDeletes,
  allowed: number,
): Guarded {
  const removals = plans.filter(removesTicket);
  const most = Math.max(allowed, Math.max(1, Math.min(limit.tickets, Math.floor(tickets * limit.share))));
  if (removals.length <= most) return { allowed: plans, stopped: [] };
  const reason = `${removals.length} tickets would be removed at once, more than ${most}: allow it with \`tract sync --allow-deletes ${removals.length}\` if that is meant`;
  return {
    allowed: plans.filter((plan) => !removesTicket(plan)),
    stopped: removals.map((plan) => ({ plan, reason })),
  };
}

/** Closing an issue because its file is gone takes a ticket away from people just as removing a file does. */
function removesTicket(plan: TicketPlan): boolean {
  const closes = plan.situation === 'deleted-in-git' && plan.git.length === 0 && plan.jira.length > 0;
  return closes || plan.git.some((action) => action.kind === 'remove-ticket');
}
