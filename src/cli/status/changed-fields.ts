import { canonical } from '../../model/canonical.ts';
import type { TicketDoc, TicketFormat } from '../../model/ticket.ts';
import { readTicketFile } from '../../model/ticket-file.ts';

export type FileDifference =
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'broken'; readonly reason: string };

/** The fields in which two contents of a ticket file differ; `comments` stands for all of them. */
export function changedFields(before: Uint8Array, after: Uint8Array, format: TicketFormat): FileDifference {
  const old = readTicketFile(before, format);
  const now = readTicketFile(after, format);
  if (now.kind === 'broken') return { kind: 'broken', reason: `line ${now.line}: ${now.reason}` };
  if (old.kind === 'broken') return { kind: 'fields', fields: [] };
  const names = [...format.fields.map(({ name }) => name), 'comments'];
  const fields = names.filter((name) => canonical(contentOf(old.doc, name)) !== canonical(contentOf(now.doc, name)));
  return { kind: 'fields', fields: [...new Set(fields)] };
}

function contentOf({ values, texts, comments }: TicketDoc, name: string): unknown {
  return name === 'comments' ? comments : (values[name] ?? texts[name] ?? null);
}
