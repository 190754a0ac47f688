import { type Field, isSetKind } from './field.ts';
import type { FrontMatter, FrontMatterEntry } from './front-matter.ts';
import { listSplices } from './front-matter-list.ts';
import { type Content, isToken, renderContent, renderInline } from './front-matter-render.ts';
import { parseValue } from './parse-value.ts';
import { renderValue } from './render-value.ts';
import type { TicketFormat } from './ticket.ts';
import { frontMatterFields } from './ticket-file-source.ts';
import type { Splice } from './ticket-file-splice.ts';
import type { Value } from './value.ts';

/**
 * The changes to the front matter of `source` that give it these values and texts, by field name; null and '' take a key away.
 * Each touches only the lines of its field, keeps the way its value was written where it can (quotes, flow or block list,
 * a comment behind it), and a new key goes where the table of fields has it.
 */
export function frontMatterSplices(
  source: string,
  frontMatter: FrontMatter,
  changes: ReadonlyMap<string, Value>,
  format: TicketFormat,
): readonly Splice[] {
  const entries = new Map(frontMatter.entries.map((entry) => [entry.key, entry]));
  const splices: Splice[] = [];
  let place = frontMatter.entries[0]?.start ?? frontMatter.end;
  for (const field of frontMatterFields(format)) {
    const entry = entries.get(field.name);
    place = entry?.end ?? place;
    const value = changes.get(field.name);
    if (value === undefined) continue;
    const content = value === null || value === '' ? null : renderValue(field, value);
    if (entry) {
      splices.push(...changeEntry(source, frontMatter.indent, entry, content, memberReader(field, format)));
    } else if (content !== null) {
      const text = `${frontMatter.indent}${field.name}:${renderContent(content, frontMatter.indent)}`;
      splices.push({ start: place, end: place, text });
    }
  }
  return splices;
}

type MemberReader = (text: string) => string | null;

/** What a member of a set means; null for lists whose order counts, which are always written whole. */
function memberReader(field: Field, format: TicketFormat): MemberReader | null {
  if (!isSetKind(field.kind)) return null;
  return (text) => {
    const parsed = parseValue(field, [text], format);
    return parsed.kind === 'value' && Array.isArray(parsed.value) ? (parsed.value[0] ?? null) : null;
  };
}

function changeEntry(
  source: string,
  indent: string,
  entry: FrontMatterEntry,
  content: Content | null,
  member: MemberReader | null,
): readonly Splice[] {
  const { value, valueFrom, start, end } = entry;
  if (content === null) return [{ start, end, text: '' }];
  if (member && value.kind === 'list' && typeof content === 'object') {
    const splices = listSplices(source, value, content, member);
    if (splices) return splices;
  }
  const inline = renderInline(content, value.kind === 'scalar' ? value.style : 'plain');
  if (inline !== null && value.kind === 'empty') return [{ start: valueFrom, end: valueFrom, text: ` ${inline}` }];
  if (inline !== null && isToken(value)) return [{ start: value.start, end: value.end, text: inline }];
  return [{ start: valueFrom, end, text: renderContent(content, indent) }];
}
