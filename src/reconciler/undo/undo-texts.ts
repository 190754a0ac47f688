import { mergeMarkdown } from '../../model/text/reconcile/merge-markdown.ts';
import { sameMarkdown } from '../../model/text/reconcile/same-text.ts';
import type { TicketDoc } from '../../model/ticket.ts';
import type { Agreements } from './plan-undo.ts';
import { CHANGED_SINCE, type UndoChange } from './undo-plan.ts';

/** A text as it would be without the run; null where the same words were changed since. */
export function withoutRun(after: string, now: string, before: string): string | null {
  return sameMarkdown(after, now) ? before : mergeMarkdown(after, now, before);
}

/** The text fields that go back; edits of other words made since stay. */
export function undoTexts(
  agreed: Agreements,
  doc: TicketDoc,
): { readonly edit: Readonly<Record<string, string>>; readonly changes: readonly UndoChange[] } {
  const { before, after, now } = agreed;
  const changes = Object.keys({ ...before.texts, ...after.texts }).flatMap((ref): readonly UndoChange[] => {
    const [then, done] = [before.texts[ref]?.markdown ?? '', after.texts[ref]?.markdown ?? ''];
    if (sameMarkdown(then, done)) return [];
    const here = doc.texts[ref] ?? '';
    const wanted = withoutRun(done, here, then);
    if (wanted !== null && sameMarkdown(wanted, here)) return [];
    const isHeld = now.holds.some((hold) => hold.field === ref);
    const kept = isHeld ? 'it is held: settle that first' : wanted === null ? CHANGED_SINCE : null;
    return [{ ref, now: here, back: wanted ?? then, kept }];
  });
  const undone = changes.filter(({ kept }) => kept === null);
  return { edit: Object.fromEntries(undone.map(({ ref, back }) => [ref, String(back)])), changes };
}
