import type { GitAction } from '../git-action.ts';

/**
 * One thing that a run changed: a field, comment or time entry, as git has it now and as it is to be again. What cannot
 * be taken back stays, with the reason in `kept`; then nothing is done about it.
 */
export type UndoChange = {
  readonly ref: string;
  readonly now: unknown;
  readonly back: unknown;
  readonly kept: string | null;
};

/** What undoing a run comes to for one ticket. */
export type TicketUndo = {
  readonly key: string;
  readonly changes: readonly UndoChange[];
  readonly git: readonly GitAction[];
};

/** What undoing a run comes to: `print` names exactly this plan. */
export type UndoPlan = {
  readonly run: string;
  readonly atMs: number;
  readonly print: string;
  readonly tickets: readonly TicketUndo[];
};

export const CHANGED_SINCE = 'it was changed again since';
