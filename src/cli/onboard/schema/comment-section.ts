import { escapeText, parseCommentHeader, renderCommentHeader } from '../../../model/comment-section-syntax.ts';
import { markdownTable } from './markdown-table.ts';

/** How comments are added, edited and removed. */
export function commentSection(): string {
  const rows = EXAMPLE_HEADERS.map((line) => {
    const header = parseCommentHeader(line);
    const author = header?.author === 'me' ? 'whoever committed it' : `\`${header?.author ?? ''}\``;
    return [`\`${line}\``, author, header?.at ?? 'when it reaches Jira'];
  });
  return `## Comments

They stand below \`## Comments\`, the oldest first: a header line, an empty line, the text in Markdown.

${markdownTable(['header', 'author', 'time (UTC)'], rows)}

- **Add** one by appending \`**me**\`, an empty line and the text. Once it is in Jira the header has author and time, such
  as \`${renderCommentHeader({ author: 'john.doe', at: '2026-02-13T09:15:00Z', body: '' })}\`.
- **Edit** the text below a header, **remove** header and text. Leave the header lines of others as they are.
- Jira knows one author: whoever the sync service logs in as. A comment that it writes for somebody else begins in Jira
  with \`Written by john.doe\` (a time entry with \`Logged by\`); in git the header has the person, and the line is not there.
- A line of a text that would be read as a header or heading has a backslash: \`${escapeText('## Comments', 'comment')}\`.
`;
}

export const EXAMPLE_HEADERS: readonly string[] = [
  '**me**',
  '**john.doe**',
  '**john.doe** - 2026-02-13',
  '**john.doe** - 2026-02-13 09:15:00',
];
