import { canonicalText } from './canonical.ts';
import type { CommentSection, PlacedComment } from './comment-section.ts';
import { COMMENTS_HEADING, escapeText, renderCommentHeader } from './comment-section-syntax.ts';
import type { CommentSlot, GitComment } from './ticket.ts';
import { withLineEnds } from './ticket-file-lines.ts';

/** A new section, heading and all, with `\n` line ends; '' for no comments. */
export function renderCommentSection(comments: readonly GitComment[]): string {
  return comments.length === 0 ? '' : `${[COMMENTS_HEADING, ...comments.map(renderComment)].join('\n\n')}\n`;
}

/**
 * The section with these comments, to the end of the file. A comment that stays keeps its bytes, and so do the blank lines
 * between two that were neighbours before; in one that changed, a header or a body that did not stays too. What is new has `lineEnd`.
 */
export function editCommentSection(
  source: string,
  section: CommentSection,
  slots: readonly CommentSlot[],
  lineEnd: string,
): string {
  if (slots.length === 0) return '';
  const { comments } = section;
  const pieces = slots.map(({ from, comment }, index) => {
    const before = from === null ? undefined : comments[from];
    const text = before ? editComment(source, before, comment, lineEnd) : withLineEnds(renderComment(comment), lineEnd);
    return text + gapBehind(source, comments, from, slots[index + 1]?.from, lineEnd);
  });
  const first = comments[0];
  const heading = source.slice(section.start, first ? first.start : section.headingEnd);
  return heading + (first ? '' : lineEnd + lineEnd) + pieces.join('');
}

function editComment(source: string, place: PlacedComment, after: GitComment, lineEnd: string): string {
  const { comment: before, start, headerEnd, bodyStart, end } = place;
  const sameHeader = before.author === after.author && before.at === after.at;
  const header = sameHeader ? source.slice(start, headerEnd) : renderCommentHeader(after);
  const body = canonicalText(after.body);
  if (body === before.body) return header + source.slice(headerEnd, end);
  const gap = bodyStart > headerEnd ? source.slice(headerEnd, bodyStart) : lineEnd + lineEnd;
  return body === '' ? header : header + gap + withLineEnds(escapeText(body, 'comment'), lineEnd);
}

function renderComment(comment: GitComment): string {
  const body = canonicalText(comment.body);
  const header = renderCommentHeader(comment);
  return body === '' ? header : `${header}\n\n${escapeText(body, 'comment')}`;
}

/** `next` is undefined behind the last comment: there the end of the file stays as it was, with a line end for a new comment. */
function gapBehind(
  source: string,
  comments: readonly PlacedComment[],
  from: number | null,
  next: number | null | undefined,
  lineEnd: string,
): string {
  const staysLast = next === undefined && from === comments.length - 1;
  const stayNeighbours = from !== null && next === from + 1;
  if (from === null || !(staysLast || stayNeighbours)) return next === undefined ? lineEnd : lineEnd + lineEnd;
  return source.slice(comments[from]?.end, comments[from + 1]?.start ?? source.length);
}
