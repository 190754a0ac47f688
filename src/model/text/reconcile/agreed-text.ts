import type { JiraText } from '../jira-text.ts';
import type { TextOutcome } from '../text-outcome.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { approximationsOf } from './markdown-pieces.ts';
import type { MarkdownPiece } from './piece.ts';
import { holdsRaw } from './tree-parts.ts';

/** Both sides should hold these two texts; `pieces` are those of the Markdown. */
export function agreedText(
  verdict: 'git' | 'converged' | 'merged',
  markdown: string,
  jira: JiraText | null,
  pieces: readonly MarkdownPiece[],
  dialect: JiraDialect,
): Extract<TextOutcome, { kind: 'agreed' }> {
  const carried = pieces.filter((piece) => holdsRaw(piece.block)).length;
  return { kind: 'agreed', verdict, markdown, jira, approximated: approximationsOf(pieces, dialect), carried };
}
