import type { Value } from '../../model/value.ts';
import { compareKeys } from '../clone-reader/list-ticket-files.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import type { TicketHead } from '../clone-reader/read-ticket-heads.ts';
import { fieldNamed, fieldValue } from './ticket-condition.ts';

/**
 * Sorted by these fields, each after the one before, `-updated` the other way round; then by key. Statuses, types and
 * priorities go in the order of the project's configuration, and what is empty comes last either way.
 */
export function sortTickets(
  clone: TicketClone,
  tickets: readonly TicketHead[],
  fields: readonly string[],
): readonly TicketHead[] {
  const orders = fields.map((text) => order(clone, text));
  return [...tickets].sort((a, b) => {
    for (const compare of orders) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return compareKeys(a.key, b.key);
  });
}

function order(clone: TicketClone, text: string): (a: TicketHead, b: TicketHead) => number {
  const sign = text.startsWith('-') ? -1 : 1;
  const { name } = fieldNamed(clone, text.replace(/^-/, ''), '--sort');
  if (name === 'key') return (a, b) => sign * compareKeys(a.key, b.key);
  const ranks = new Map(configured(clone, name).map((each, rank) => [each.toLowerCase(), rank]));
  return (a, b) => compareValues(fieldValue(a, name), fieldValue(b, name), ranks, sign);
}

function configured({ config }: TicketClone, name: string): readonly string[] {
  if (name === 'status') return config.statuses.map((status) => status.name);
  const lists = new Map([
    ['type', config.types],
    ['priority', config.priorities],
    ['resolution', config.resolutions],
  ]);
  return lists.get(name) ?? [];
}

function compareValues(a: Value, b: Value, ranks: ReadonlyMap<string, number>, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()];
  const ranked = (ranks.get(left) ?? ranks.size) - (ranks.get(right) ?? ranks.size);
  if (ranked !== 0) return sign * ranked;
  return left === right ? 0 : left < right ? -sign : sign;
}
