import type { Oid } from '../../snapshot/object-store.ts';
import type { UndoPlan } from './undo-plan.ts';

/** What is to be undone; `print` is that of the plan somebody looked at, null to take the plan of this moment. */
export type UndoRequest = { readonly run: string; readonly print: string | null; readonly author: string | null };

export type UndoOutcome =
  | { readonly kind: 'undone'; readonly plan: UndoPlan; readonly commit: Oid | null }
  | { readonly kind: 'unknown-run'; readonly run: string }
  /** What was looked at is not what undoing comes to any more. */
  | { readonly kind: 'moved-on'; readonly plan: UndoPlan }
  /** Nothing was written: the reason says what stands in the way. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'away'; readonly reason: string; readonly retryAfterMs: number | null };
