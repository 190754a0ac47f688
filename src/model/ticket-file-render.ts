import { renderContent } from './front-matter-render.ts';
import { renderValue } from './render-value.ts';
import type { TicketFormat } from './ticket.ts';
import { renderTicketBody } from './ticket-file-body-edit.ts';
import { canonicalContent, checkTicketText, type TicketContent } from './ticket-file-content.ts';
import { frontMatterFields } from './ticket-file-source.ts';

/** A new ticket file: the keys in the order of the table, absent when empty. It is read back before it is given away. */
export function renderTicketFile(content: TicketContent, format: TicketFormat): string {
  const wanted = canonicalContent(content, format);
  const lines = frontMatterFields(format).map((field) => {
    const value = (field.kind === 'text' ? wanted.texts[field.name] : wanted.values[field.name]) ?? null;
    return value === null || value === '' ? '' : `${field.name}:${renderContent(renderValue(field, value), '')}`;
  });
  const body = renderTicketBody(wanted.texts.description ?? '', wanted.comments);
  const text = `---\n${lines.join('')}---\n${body}`;
  checkTicketText(text, wanted, format);
  return text;
}
