import type { GitComment } from './ticket.ts';
import { parseTime, toHeaderTime } from './timestamp.ts';

export const COMMENTS_HEADING = '## Comments';

const HEADING = /^## Comments[ \t]*$/;
const HEADER =
  /^\*\*([^\s*](?:[^*]*[^\s*])?)\*\*(?:[ \t]+[-\u2013\u2014][ \t]+(\d{4}-\d\d-\d\d(?:[Tt \t][^*]{1,30})?))?[ \t]*$/;

export type CommentHeader = { readonly author: string; readonly at: string | null; readonly timed: boolean };

export function isCommentsHeading(line: string): boolean {
  return HEADING.test(line);
}

/**
 * `**author** - 2026-02-13 09:15:00` (UTC), as a person may write it too: any form of time, a date alone, a time that is none
 * (`at` is null then), or no time at all, when the author must be one word so that a line in bold is not taken for a header.
 */
export function parseCommentHeader(line: string): CommentHeader | null {
  const [, author, time] = HEADER.exec(line) ?? [];
  if (author === undefined || (time === undefined && /\s/.test(author))) return null;
  return { author, at: time === undefined ? null : parseTime(time), timed: time !== undefined };
}

export function renderCommentHeader(comment: GitComment): string {
  return comment.at === null ? `**${comment.author}**` : `**${comment.author}** - ${toHeaderTime(comment.at)}`;
}

/**
 * A line of a text that would be read as something else gets one backslash in front, and reading takes one off again.
 * A line that begins with backslashes and collides behind them gets one more, so that every text comes back as it was.
 * In a description only the heading collides; in a comment the headers do too.
 */
export function escapeText(text: string, place: 'description' | 'comment'): string {
  return mapLines(text, (line) => (collides(line.replace(/^\\+/, ''), place) ? `\\${line}` : line));
}

export function unescapeText(text: string, place: 'description' | 'comment'): string {
  return mapLines(text, (line) => {
    const escaped = line.startsWith('\\') && collides(line.replace(/^\\+/, ''), place);
    return escaped ? line.slice(1) : line;
  });
}

function collides(line: string, place: 'description' | 'comment'): boolean {
  return isCommentsHeading(line) || (place === 'comment' && parseCommentHeader(line) !== null);
}

function mapLines(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}
