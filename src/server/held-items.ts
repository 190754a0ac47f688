import type { StatusReport } from '../reconciler/engine.ts';
import type { Hold } from '../snapshot/base.ts';

/** Something held, with the ticket it belongs to. */
export type HeldItem = Hold & { readonly issue: string };

/** Everything that waits for a person, oldest first. */
export function heldItems({ pending }: Pick<StatusReport, 'pending'>): readonly HeldItem[] {
  const items = pending.flatMap(({ key, ref, holds }) => holds.map((hold) => ({ issue: key ?? ref, ...hold })));
  return items.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}
