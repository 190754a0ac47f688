import type { JiraText } from '../jira-text.ts';
import { align, type Segment } from './align.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { jiraKey, type MarkdownPieces, readMarkdownPieces } from './markdown-pieces.ts';
import type { JiraOriginal, Pieces } from './piece.ts';

/** A text as both sides hold it, with the pieces that correspond. */
export type Agreement = {
  readonly git: MarkdownPieces;
  readonly jira: Pieces<JiraOriginal>;
  readonly segments: readonly Segment[];
};

/** Throws DamagedCarrier. */
export function readAgreement(markdown: string, jira: JiraText | null, dialect: JiraDialect): Agreement {
  const git = readMarkdownPieces(markdown, dialect);
  const pieces = dialect.read(jira);
  const images = git.pieces.map((piece) => piece.image);
  return { git, jira: pieces, segments: align(images, pieces.pieces.map(jiraKey)) };
}
