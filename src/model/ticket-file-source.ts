import { canonicalText } from './canonical.ts';
import type { Field } from './field.ts';
import { type FrontMatter, rawValue } from './front-matter.ts';
import { parseValue } from './parse-value.ts';
import type { FieldProblem, TicketDoc, TicketFormat } from './ticket.ts';
import { readTicketBody, type TicketBody } from './ticket-file-body.ts';
import { splitTicketFile } from './ticket-file-split.ts';
import type { Value } from './value.ts';

export type BrokenTicket = { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/** A ticket file with the places of its parts. */
export type TicketSource =
  | {
      readonly kind: 'source';
      readonly frontMatter: FrontMatter;
      readonly bodyStart: number;
      readonly body: TicketBody;
      readonly doc: TicketDoc;
    }
  | BrokenTicket;

/** Reads the text of a ticket file. */
export function readTicketSource(source: string, format: TicketFormat): TicketSource {
  const split = splitTicketFile(source);
  if (split.kind === 'broken') return split;
  const { frontMatter, bodyStart } = split;
  const reading = readTicketBody(source, bodyStart);
  if (reading.kind === 'broken') return reading;
  const { body } = reading;
  const doc = readDoc(frontMatter, body, format);
  const problem = doc.problems.find(({ field }) => field === 'title');
  if (problem) return { kind: 'broken', line: problem.line, reason: problem.reason };
  if (doc.values.title === null)
    return { kind: 'broken', line: 1, reason: 'no title: write "title: …" in the front matter' };
  return { kind: 'source', frontMatter, bodyStart, body, doc };
}

/** The fields that stand in the front matter, in order. */
export function frontMatterFields(format: TicketFormat): readonly Field[] {
  return format.fields.filter((field) => field.place === 'front-matter');
}

function readDoc(frontMatter: FrontMatter, body: TicketBody, format: TicketFormat): TicketDoc {
  const entries = new Map(frontMatter.entries.map((entry) => [entry.key, entry]));
  const values: Record<string, Value> = {};
  const texts: Record<string, string> = { description: body.description.text };
  const problems: FieldProblem[] = [];
  for (const field of frontMatterFields(format)) {
    const entry = entries.get(field.name);
    const raw = entry ? rawValue(entry.value) : null;
    if (field.kind === 'text') {
      if (raw === null || typeof raw === 'string') texts[field.name] = canonicalText(raw ?? '');
      else problems.push({ field: field.name, line: entry?.line ?? 1, reason: `"${field.name}" takes a text` });
      continue;
    }
    const parsed = parseValue(field, raw, format);
    if (parsed.kind === 'value') values[field.name] = parsed.value;
    else problems.push({ field: field.name, line: entry?.line ?? 1, reason: parsed.reason });
  }
  return { values, texts, comments: body.section?.comments.map(({ comment }) => comment) ?? [], problems };
}
