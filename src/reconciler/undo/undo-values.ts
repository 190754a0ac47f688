import { sameValue } from '../../model/canonical.ts';
import { type Field, isSetKind } from '../../model/field.ts';
import { mergeSets } from '../../model/merge-values.ts';
import type { TicketDoc, TicketFormat } from '../../model/ticket.ts';
import type { Value, Values } from '../../model/value.ts';
import { members } from '../policy.ts';
import type { Agreements } from './plan-undo.ts';
import { CHANGED_SINCE, type UndoChange } from './undo-plan.ts';

/** Fields that Jira keeps by itself, or works out from what is undone beside them. */
function isJiras(field: Field, { before, after }: Agreements): boolean {
  const counts = field.name === 'remaining' && !sameJson(before.worklogs, after.worklogs);
  return field.via === 'nothing' || field.passive || counts;
}

/** The front-matter values that go back: sets member by member, all others only where nobody changed them since. */
export function undoValues(
  agreed: Agreements,
  doc: TicketDoc,
  format: TicketFormat,
): { readonly edit: Values; readonly changes: readonly UndoChange[] } {
  const changes = format.fields.flatMap((field): readonly UndoChange[] => {
    if (field.place !== 'front-matter' || isJiras(field, agreed)) return [];
    const [then, after, now] = [agreed.before, agreed.after, agreed.now].map(
      ({ values }) => values[field.name] ?? null,
    );
    if (then === undefined || after === undefined || now === undefined || sameValue(then, after)) return [];
    const here = doc.values[field.name] ?? null;
    const wanted = isSetKind(field.kind) ? mergeMembers(after, here, then) : then;
    if (sameValue(here, wanted)) return [];
    const isHeld = agreed.now.holds.some((hold) => hold.field === field.name);
    const isLater = !isSetKind(field.kind) && !(sameValue(here, after) && sameValue(now, after));
    const kept = isHeld ? 'it is held: settle that first' : isLater ? CHANGED_SINCE : null;
    return [{ ref: field.name, now: here, back: wanted, kept }];
  });
  const undone = changes.filter(({ kept }) => kept === null);
  return { edit: Object.fromEntries(undone.map(({ ref, back }) => [ref, back as Value])), changes };
}

function mergeMembers(after: Value, here: Value, back: Value): Value {
  const merged = mergeSets(members(after), members(here), members(back));
  return merged.length === 0 ? null : merged;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
