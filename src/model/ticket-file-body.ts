import { canonicalText } from './canonical.ts';
import {
  type CommentSection,
  findCommentsHeading,
  findTextWithoutHeader,
  readCommentSection,
} from './comment-section.ts';
import { unescapeText } from './comment-section-syntax.ts';
import { isBlank, linesOf } from './ticket-file-lines.ts';

/** What follows the front matter. `start` and `end` enclose the description without the blank lines around it. */
export type TicketBody = {
  readonly description: { readonly text: string; readonly start: number; readonly end: number };
  readonly section: CommentSection | null;
};

export type BodyReading =
  | { readonly kind: 'body'; readonly body: TicketBody }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/** Reads the description and the comments; `bodyStart` is where the line behind the front matter begins. */
export function readTicketBody(source: string, bodyStart: number): BodyReading {
  const lines = linesOf(source, bodyStart);
  const heading = findCommentsHeading(lines);
  const stray = heading === null ? findTextWithoutHeader(lines) : null;
  if (stray !== null) return strayText(linesOf(source.slice(0, bodyStart), 0).length + stray + 1);
  const above = lines.slice(0, heading ?? lines.length);
  const first = above.find((line) => !isBlank(line));
  const last = above.findLast((line) => !isBlank(line));
  const text = unescapeText(canonicalText(above.map((line) => line.text).join('\n')), 'description');
  const description = { text, start: first?.start ?? bodyStart, end: last?.end ?? bodyStart };
  return {
    kind: 'body',
    body: { description, section: heading === null ? null : readCommentSection(lines, heading) },
  };
}

function strayText(line: number): BodyReading {
  const reason =
    'a text below "## Comments" has no header: write a line **me** above it, or "\\## Comments" if that heading belongs to the description';
  return { kind: 'broken', line, reason };
}
