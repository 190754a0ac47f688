import type { UndoPlan } from '../reconciler/undo/undo-plan.ts';

/** A plan as callers see it: what changes and what stays, without the edits of files that it comes to. */
export function undoDocument({ run, atMs, print, tickets }: UndoPlan) {
  return { run, atMs, print, tickets: tickets.map(({ key, changes }) => ({ key, changes })) };
}
