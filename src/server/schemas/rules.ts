import type { Field } from '../../model/field.ts';
import { BUILT_IN_FIELDS } from '../../model/field-table.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import type { TicketReader } from '../../reconciler/ticket-reader.ts';

/** What a body is checked against: the project's fields, its working day, and now in epoch milliseconds. */
export type Rules = { readonly format: TicketFormat; readonly nowMs: number };

const HOURS_PER_DAY = 8;
const DAYS_PER_WEEK = 5;

/** What holds for every project: the rules of the documentation, where `nowMs` says nothing. */
export const GENERAL_RULES: Rules = {
  format: {
    fields: BUILT_IN_FIELDS,
    secondsPerDay: HOURS_PER_DAY * 3600,
    secondsPerWeek: DAYS_PER_WEEK * HOURS_PER_DAY * 3600,
  },
  nowMs: 0,
};

/** The rules of the project; the general ones until it is loaded, when nothing that needs more can be done anyway. */
export function rulesOf(reader: TicketReader, nowMs: number): Rules {
  const format = reader.format();
  return { format: format ?? GENERAL_RULES.format, nowMs };
}

/** The fields that a new ticket may be given. */
export function fieldsOfNewTickets({ format }: Rules): readonly Field[] {
  return format.fields.filter(({ place, via }) => place === 'front-matter' && via === 'edit');
}
