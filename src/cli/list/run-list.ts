import type { Values } from '../../model/value.ts';
import { resolveAuthor } from '../author/resolve-author.ts';
import { reportProblems } from '../clone-reader/clone-problem.ts';
import { openTicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readTicketHeads, type TicketHead } from '../clone-reader/read-ticket-heads.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { table } from '../render/table.ts';
import { valueText } from '../render/value-text.ts';
import { conditionsOf, type ListOptions } from './list-options.ts';
import { sortTickets } from './sort-tickets.ts';
import { fieldNamed, fieldValue, ticketFilter } from './ticket-condition.ts';
import { unknownValueHints } from './unknown-value-hints.ts';

const COLUMNS = 'key,type,status,priority,assignee,title';
const SORT = '-updated';

/** Lists the tickets of the clone that meet what is asked for. */
export async function runList(context: Context, options: ListOptions): Promise<ExitCode> {
  const { io, colors } = context;
  const clone = await openTicketClone(io.cwd);
  const author = async () => (await resolveAuthor({ option: null, people: clone.people, ...io })).handle;
  const conditions = await conditionsOf(clone, options, author, Date.now());
  const filter = ticketFilter(clone, conditions);
  const fields = words(options.columns ?? COLUMNS).map((name) => fieldNamed(clone, name, '--columns'));
  const sort = words(options.sort ?? SORT);
  const { tickets, problems } = readTicketHeads(clone);
  reportProblems(io, [...clone.problems, ...problems]);
  const found = sortTickets(clone, tickets.filter(filter), sort);
  if (found.length === 0) {
    for (const hint of unknownValueHints(clone, tickets, conditions)) io.err(`tract: ${hint}\n`);
  }
  const shown = found.slice(0, options.limit ?? found.length);
  writeResult(context, document(shown, found.length), () => {
    if (shown.length === 0) return ['No ticket fits.'];
    const rows = shown.map((head) =>
      fields.map((field) => valueText(cellKind(field), fieldValue(head, field.name), clone.people)),
    );
    const names = fields.map(({ name }) => name.toUpperCase());
    return [...table(names, rows, io.outColumns, colors), ...footer(io.outColumns, shown.length, found.length)];
  });
  return EXIT.done;
}

type ColumnField = ReturnType<typeof fieldNamed>;

function words(list: string): readonly string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** In a table, the handle of a person is enough: it is what one types to find them. */
function cellKind(field: ColumnField): ColumnField {
  return field.kind === 'user' || field.kind === 'multi-user' ? { ...field, kind: 'string' } : field;
}

/** How many there are, for people; what follows in a pipe gets tickets alone. */
function footer(width: number | null, shown: number, found: number): readonly string[] {
  if (width === null) return [];
  return ['', shown === found ? `${found} ${found === 1 ? 'ticket' : 'tickets'}` : `${shown} of ${found} tickets`];
}

function document(shown: readonly TicketHead[], total: number): unknown {
  return { total, tickets: shown.map(({ key, path, values }) => ({ key, path, fields: withoutEmpty(values) })) };
}

/** What a ticket says; a field without a value is left out. */
export function withoutEmpty(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
