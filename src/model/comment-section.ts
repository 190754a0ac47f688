import { canonicalText } from './canonical.ts';
import { isCommentsHeading, parseCommentHeader, unescapeText } from './comment-section-syntax.ts';
import type { GitComment } from './ticket.ts';
import { isBlank, type Line } from './ticket-file-lines.ts';

/** The comments of a file; `start` is where the heading's line begins and `headingEnd` where its text ends. */
export type CommentSection = {
  readonly start: number;
  readonly headingEnd: number;
  readonly comments: readonly PlacedComment[];
};

/** A comment and where it stands: header line from `start` to `headerEnd`, body from `bodyStart` to `end`; equal where it has none. */
export type PlacedComment = {
  readonly comment: GitComment;
  readonly start: number;
  readonly headerEnd: number;
  readonly bodyStart: number;
  readonly end: number;
};

/** Reads the comments below the heading, `lines[heading]`. */
export function readCommentSection(lines: readonly Line[], heading: number): CommentSection {
  const headers = lines.flatMap(({ text }, index) => (index > heading && parseCommentHeader(text) ? [index] : []));
  const comments = headers.map((at, index) => readComment(lines.slice(at, headers[index + 1] ?? lines.length)));
  const { start, end } = lines[heading] ?? { start: 0, end: 0 };
  return { start, headingEnd: end, comments };
}

/**
 * The line of the heading that begins the comments, null where there is none. A heading counts when a comment header or
 * nothing follows it; one outside code fences is preferred, but a fence that somebody forgot to close hides no comments.
 */
export function findCommentsHeading(lines: readonly Line[]): number | null {
  const fenced = fencedLines(lines);
  const headings = lines.flatMap((line, index) => (isCommentsHeading(line.text) ? [index] : []));
  const sections = headings.filter((index) => {
    const next = nextText(lines, index + 1);
    return next === null || parseCommentHeader(next.text) !== null;
  });
  return sections.find((index) => !fenced.has(index)) ?? sections[0] ?? null;
}

/**
 * A text without a header, put between the heading and the comments, would make all of them part of the description.
 * Gives its line, from 0, null where there is none.
 */
export function findTextWithoutHeader(lines: readonly Line[]): number | null {
  const heading = lines.findIndex((line) => isCommentsHeading(line.text));
  const header = lines.findLastIndex((line) => parseCommentHeader(line.text)?.timed);
  if (heading < 0 || header < heading) return null;
  return lines.findIndex((line, index) => index > heading && !isBlank(line));
}

function readComment(lines: readonly Line[]): PlacedComment {
  const [header, ...rest] = lines;
  const { author, at } = parseCommentHeader(header?.text ?? '') ?? { author: '', at: null };
  const first = rest.find((line) => !isBlank(line));
  const last = rest.findLast((line) => !isBlank(line));
  const headerEnd = header?.end ?? 0;
  const body = unescapeText(canonicalText(rest.map((line) => line.text).join('\n')), 'comment');
  return {
    comment: { author, at, body },
    start: header?.start ?? 0,
    headerEnd,
    bodyStart: first?.start ?? headerEnd,
    end: last?.end ?? headerEnd,
  };
}

function nextText(lines: readonly Line[], from: number): Line | null {
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line && !isBlank(line)) return line;
  }
  return null;
}

/** Fences as CommonMark has them; one that is never closed reaches to the end. */
function fencedLines(lines: readonly Line[]): ReadonlySet<number> {
  const fenced = new Set<number>();
  let fence: string | null = null;
  for (const [index, { text }] of lines.entries()) {
    const [, marks, info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (fence !== null) {
      fenced.add(index);
      if (marks?.startsWith(fence) && info.trim() === '') fence = null;
    } else if (marks !== undefined && !(marks.startsWith('`') && info.includes('`'))) {
      fence = marks;
    }
  }
  return fenced;
}
