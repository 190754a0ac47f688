import type { GitComment } from '../../model/ticket.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import type { ReadTicket } from '../clone-reader/read-ticket.ts';
import type { Colors } from '../context.ts';
import { columns } from '../render/columns.ts';
import { plain } from '../render/plain.ts';
import { minuteOf, personText, valueText } from '../render/value-text.ts';
import { wrapLine, wrapMarkdown } from '../render/wrap-markdown.ts';

export type TicketView = { readonly comments: boolean; readonly width: number | null; readonly colors: Colors };

/** Longer lines than this are hard to read, however wide the terminal is. */
const WIDEST_TEXT = 100;

/** One ticket for people: title, fields, description, and its comments or how many there are. */
export function ticketLines(ticket: ReadTicket, clone: TicketClone, view: TicketView): readonly string[] {
  const { key, doc } = ticket;
  const width = view.width === null ? null : Math.min(view.width, WIDEST_TEXT);
  const title = plain(String(doc.values.title));
  const start = `${key}  `;
  const lines = width === null ? [title] : wrapLine(title, width - start.length);
  return [
    ...lines.map((line, index) => view.colors.bold((index === 0 ? start : ' '.repeat(start.length)) + line)),
    ...fieldLines(ticket, clone, view),
    ...textLines(ticket, width, view.colors),
    ...commentLines(doc.comments, clone, { ...view, width }),
  ];
}

function fieldLines(
  { doc }: ReadTicket,
  { format, people }: TicketClone,
  { width, colors }: TicketView,
): readonly string[] {
  const shown = format.fields.filter(
    ({ name, place, kind }) => place === 'front-matter' && name !== 'title' && kind !== 'text',
  );
  const rows = shown
    .map((field) => [field.name, plain(valueText(field, doc.values[field.name], people)) + zoneOf(field.kind)] as const)
    .filter(([name]) => (doc.values[name] ?? null) !== null);
  const broken = doc.problems.map(({ field, reason }) => [field, plain(`? ${reason}`)] as const);
  return columns([...rows, ...broken], width).map((line) => line.replace(/^\S+/, (name) => colors.dim(name)));
}

function zoneOf(kind: string): string {
  return kind === 'datetime' ? ' UTC' : '';
}

/** The description, then the other texts under their names. */
function textLines({ doc }: ReadTicket, width: number | null, colors: Colors): readonly string[] {
  const { description = '', ...others } = doc.texts;
  const named = Object.entries(others).filter(([, text]) => text !== '');
  return [
    ...(description === '' ? [] : ['', ...wrapMarkdown(description, width)]),
    ...named.flatMap(([name, text]) => ['', colors.dim(name), ...wrapMarkdown(text, width)]),
  ];
}

function commentLines(comments: readonly GitComment[], { people }: TicketClone, view: TicketView): readonly string[] {
  if (comments.length === 0) return [];
  const { colors, width } = view;
  if (!view.comments) {
    const last = comments.findLast(({ at }) => at !== null);
    const when = last?.at ? `, the last on ${minuteOf(last.at)} UTC by ${plain(personText(last.author, people))}` : '';
    const told = `${comments.length} ${comments.length === 1 ? 'comment' : 'comments'}${when}; --comments shows them`;
    return ['', ...(width === null ? [told] : wrapLine(told, width)).map(colors.dim)];
  }
  return comments.flatMap(({ author, at, body }) => {
    const when = at === null ? '' : `, ${minuteOf(at)} UTC`;
    return ['', colors.bold(plain(personText(author, people)) + when), ...wrapMarkdown(body, width)];
  });
}
