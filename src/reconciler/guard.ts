import type { MaxDeletes } from './parts.ts';
import type { Finding, TicketPlan } from './plan.ts';

/** What the guards stopped, with the reason; everything else flows. */
export type Stopped = { readonly plan: TicketPlan; readonly reason: string };

/** How much there is, what a person agreed to, and what this cycle removed already in earlier batches. */
export type GuardContext = {
  readonly tickets: number;
  readonly limit: MaxDeletes;
  readonly allowed: number;
  readonly removed: Removed;
  /** Why nothing may be taken for gone from Jira without a person, be it few: tickets, comments and time entries. */
  readonly doubts: { readonly tickets: string | null; readonly entries: string | null };
};

/** Counts of removals: of whole tickets, and of comments and time entries on either side. */
export type Removed = { readonly tickets: number; readonly entries: number };

/**
 * Looks at the whole batch: more removals than a person would make in one go stop. A removed worklog file would else
 * take a month of everybody's time out of Jira.
 */
export function guardRemovals(plans: readonly TicketPlan[], context: GuardContext): readonly Stopped[] {
  const { tickets, limit, allowed, removed, doubts } = context;
  const fewTickets = Math.max(allowed, 1, Math.min(limit.tickets, Math.floor(tickets * limit.share)));
  const fewEntries = Math.max(allowed, Number.isFinite(limit.tickets) ? limit.tickets : fewTickets);
  const count = countRemovals(plans);
  const all = { tickets: removed.tickets + count.tickets, entries: removed.entries + count.entries };
  return plans.flatMap((plan): readonly Stopped[] => {
    const own = countRemovals([plan]);
    const doubt = doubtOf(plan, own, all, allowed, doubts);
    if (doubt !== null) return [{ plan, reason: doubt }];
    if (own.tickets > 0 && all.tickets > fewTickets) return [{ plan, reason: tellTickets(all.tickets, fewTickets) }];
    if (own.entries > 0 && all.entries > fewEntries) return [{ plan, reason: tellEntries(all.entries, fewEntries) }];
    return [];
  });
}

function doubtOf(
  plan: TicketPlan,
  own: Removed,
  all: Removed,
  allowed: number,
  doubts: GuardContext['doubts'],
): string | null {
  const { tickets, entries } = doubts;
  const isGone = plan.situation === 'gone-from-jira' && own.tickets > 0;
  if (isGone && tickets !== null && all.tickets > allowed) return `${tickets}: ${howToAllow(all.tickets)}`;
  const loses = plan.findings.some(removesEntryFromGit);
  return loses && entries !== null && all.entries > allowed ? `${entries}: ${howToAllow(all.entries)}` : null;
}

/** What carrying out these plans would remove. */
export function countRemovals(plans: readonly TicketPlan[]): Removed {
  const entries = plans.reduce((sum, plan) => sum + removedEntries(plan).length, 0);
  return { tickets: plans.filter(removesTicket).length, entries };
}

/** The comments and time entries that a plan would remove on either side, by reference. */
export function removedEntries(plan: TicketPlan): readonly string[] {
  const inJira = plan.jira.flatMap((action) =>
    action.kind === 'remove-comment' || action.kind === 'remove-worklog' ? [action.ref] : [],
  );
  return [...inJira, ...plan.findings.filter(removesEntryFromGit).map(({ ref }) => ref)];
}

function removesEntryFromGit({ ref, verdict, jira, desired }: Finding): boolean {
  return verdict === 'jira' && jira === null && desired === null && /^(?:comment|worklog):/.test(ref);
}

/** Closing or deleting an issue because its file is gone takes a ticket away from people just as removing a file does. */
export function removesTicket(plan: TicketPlan): boolean {
  const closes = plan.situation === 'deleted-in-git' && plan.git.length === 0 && plan.jira.length > 0;
  return closes || plan.git.some((action) => action.kind === 'remove-ticket');
}

function tellTickets(count: number, most: number): string {
  return `${count} tickets would be removed at once, more than ${most}: ${howToAllow(count)}`;
}

function tellEntries(count: number, most: number): string {
  return `${count} comments and time entries would be removed at once, more than ${most}: ${howToAllow(count)}`;
}

/** Why tickets wait that a rewritten history put back. */
export function tellRewound(branch: string, count: number): string {
  const what = count === 1 ? '1 ticket' : `${count} tickets`;
  const restore = 'push the newer files again, or';
  return `the history of ${branch} was rewritten: ${what} went back to an older state; ${restore} ${howToAllow(count)}`;
}

function howToAllow(count: number): string {
  return `allow it with \`tract sync --allow-deletes ${count}\` if that is meant`;
}
