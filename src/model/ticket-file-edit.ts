import { sameValue } from './canonical.ts';
import { frontMatterSplices } from './front-matter-edit.ts';
import { InternalError } from './internal-error.ts';
import type { TicketEdit, TicketFormat } from './ticket.ts';
import { editTicketBody, renderTicketBody } from './ticket-file-body-edit.ts';
import { canonicalContent, checkTicketText, findDifference, type TicketContent } from './ticket-file-content.ts';
import { lineEndOf, withLineEnds } from './ticket-file-lines.ts';
import { frontMatterFields, readTicketSource } from './ticket-file-source.ts';
import { applySplices } from './ticket-file-splice.ts';
import type { Value } from './value.ts';

/**
 * The text of a ticket file with this edit, and every byte that the edit does not concern as it was: other keys, comments of
 * YAML, quoting, order, line ends. What is asked for but already there changes nothing. The result is read back before it is
 * given away. The file must not be broken; values must be canonical.
 */
export function editTicketFile(source: string, edit: TicketEdit, format: TicketFormat): string {
  const before = readTicketSource(source, format);
  if (before.kind === 'broken') throw new InternalError(`a broken ticket file was to be edited: ${before.reason}`);
  const { doc, frontMatter, bodyStart, body } = before;
  const comments = edit.comments?.map(({ comment }) => comment) ?? doc.comments;
  const asked = canonicalContent({ values: edit.values, texts: edit.texts, comments }, format);
  const lineEnd = lineEndOf(source);
  const front = source.slice(0, bodyStart);
  const splices = frontMatterSplices(front, frontMatter, frontMatterChanges(doc, asked, format), format);
  const head = applySplices(
    front,
    splices.map((splice) => ({ ...splice, text: withLineEnds(splice.text, lineEnd) })),
  );
  const { description = null } = asked.texts;
  const below = editTicketBody(source, bodyStart, body, { description, comments: edit.comments, lineEnd });
  const values = { ...doc.values, ...asked.values };
  const texts = { ...doc.texts, ...asked.texts };
  const wanted = { values, texts, comments: asked.comments };
  const text = joinParts(head, below, lineEnd);
  return findDifference(text, wanted, format) === null ? text : writeBodyAnew(head, wanted, format, lineEnd);
}

/**
 * A person may have written lines without the backslash that they would get from us (a heading in a code fence), and the
 * edit around them makes them mean something else: then the body is written anew, with the escapes.
 */
function writeBodyAnew(head: string, wanted: TicketContent, format: TicketFormat, lineEnd: string): string {
  const body = withLineEnds(renderTicketBody(wanted.texts.description ?? '', wanted.comments), lineEnd);
  const text = joinParts(head, body, lineEnd);
  checkTicketText(text, wanted, format);
  return text;
}

/** The front matter may end with the file, without a line end. */
function joinParts(head: string, below: string, lineEnd: string): string {
  return head + (below === '' || head.endsWith('\n') ? '' : lineEnd) + below;
}

/** The values and texts of the front matter that are to become others, by field name. */
function frontMatterChanges(
  now: TicketContent,
  asked: TicketContent,
  format: TicketFormat,
): ReadonlyMap<string, Value> {
  const changes = new Map<string, Value>();
  for (const { name, kind } of frontMatterFields(format)) {
    const [before, after] =
      kind === 'text' ? [now.texts[name], asked.texts[name]] : [now.values[name], asked.values[name]];
    if (after !== undefined && !sameValue(before, after)) changes.set(name, after);
  }
  return changes;
}
