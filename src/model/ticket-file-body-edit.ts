import { canonicalText } from './canonical.ts';
import { editCommentSection, renderCommentSection } from './comment-section-edit.ts';
import { escapeText } from './comment-section-syntax.ts';
import type { CommentSlot, GitComment } from './ticket.ts';
import type { TicketBody } from './ticket-file-body.ts';
import { withLineEnds } from './ticket-file-lines.ts';

export type BodyEdit = {
  /** Null leaves it with its bytes. */
  readonly description: string | null;
  readonly comments: readonly CommentSlot[] | null;
  /** The line end for what is new. */
  readonly lineEnd: string;
};

/** What follows the front matter, from `bodyStart` on, edited. */
export function editTicketBody(source: string, bodyStart: number, body: TicketBody, edit: BodyEdit): string {
  const { start, end } = body.description;
  const sectionStart = body.section?.start ?? source.length;
  const before = { text: source.slice(start, end), section: source.slice(sectionStart) };
  const text = editDescription(before.text, body, edit);
  const section = editSection(source, body, edit);
  const sameParts = (before.text === '') === (text === '') && (before.section === '') === (section === '');
  const above = before.text === '' ? edit.lineEnd : source.slice(bodyStart, start);
  const gap = sameParts ? source.slice(end, sectionStart) : newGap(text, section, edit.lineEnd);
  return (text === '' ? '' : above + text) + gap + section;
}

/** The text of a new file behind its front matter. */
export function renderTicketBody(description: string, comments: readonly GitComment[]): string {
  const text = escapeText(canonicalText(description), 'description');
  const section = renderCommentSection(comments);
  return (text === '' ? '' : `\n${text}`) + newGap(text, section, '\n') + section;
}

/** The blank line that separates, or the line end that closes. */
function newGap(text: string, section: string, lineEnd: string): string {
  if (text === '' && section === '') return '';
  return text === '' || section === '' ? lineEnd : lineEnd + lineEnd;
}

function editDescription(before: string, body: TicketBody, edit: BodyEdit): string {
  if (edit.description === null) return before;
  const text = canonicalText(edit.description);
  return text === body.description.text ? before : withLineEnds(escapeText(text, 'description'), edit.lineEnd);
}

function editSection(source: string, body: TicketBody, edit: BodyEdit): string {
  const { section } = body;
  const comments = edit.comments ?? [];
  if (edit.comments === null || (comments.length === 0 && section?.comments.length === 0)) {
    return section ? source.slice(section.start) : '';
  }
  if (section && comments.length > 0) return editCommentSection(source, section, comments, edit.lineEnd);
  return withLineEnds(renderCommentSection(comments.map(({ comment }) => comment)), edit.lineEnd);
}
