import type { Value } from '../../model/value.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import type { TicketHead } from '../clone-reader/read-ticket-heads.ts';
import { plain } from '../render/plain.ts';
import { suggestion } from '../render/suggestion.ts';
import { type Condition, fieldNamed, fieldValue } from './ticket-condition.ts';

const NAMED = new Set(['option', 'multi-option', 'user', 'multi-user', 'labels']);

/** A line for each condition with a value that no ticket has and that looks like one that some have. */
export function unknownValueHints(
  clone: TicketClone,
  tickets: readonly TicketHead[],
  conditions: readonly Condition[],
): readonly string[] {
  return conditions.flatMap(({ field: name, operator, text }) => {
    const field = fieldNamed(clone, name, '--where');
    if (operator !== '=' || !NAMED.has(field.kind)) return [];
    const seen = new Set([
      ...clone.config.statuses.map((each) => each.name),
      ...clone.config.types,
      ...clone.config.priorities,
    ]);
    const used = new Set(tickets.flatMap((head) => membersOf(fieldValue(head, field.name))));
    const isKnown = [...used, ...seen, ...clone.people.byHandle.keys()].some(
      (each) => each.toLowerCase() === text.toLowerCase(),
    );
    const hint = isKnown ? '' : suggestion(text, [...used]);
    return hint === '' ? [] : [`no ticket has ${field.name} "${plain(text)}"${hint}`];
  });
}

function membersOf(value: Value): readonly string[] {
  if (value === null) return [];
  return typeof value === 'object' ? value : [String(value)];
}
