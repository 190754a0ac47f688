import { blockKey } from '../tree/tree-key.ts';
import type { Agreement } from './agreement.ts';
import type { JiraOriginal, MarkdownPiece, Piece } from './piece.ts';
import { type Strand, weave } from './weave.ts';

/** What Markdown should hold after Jira changed. */
export function strandsFromJira(base: Agreement, jira: readonly Piece<JiraOriginal>[]): readonly Strand[] {
  const segments = base.segments.map((segment) => ({ from: segment.jira, to: segment.git }));
  return weave(base.jira.pieces.map(strandable), jira.map(strandable), segments);
}

/** What Jira should hold after git changed. */
export function strandsFromGit(base: Agreement, git: readonly MarkdownPiece[]): readonly Strand[] {
  const segments = base.segments.map((segment) => ({ from: segment.git, to: segment.jira }));
  return weave(base.git.pieces.map(strandable), git.map(strandable), segments);
}

function strandable({ identity, original, block }: Piece<JiraOriginal>) {
  return { identity, words: () => (typeof original === 'string' ? original : blockKey(block)) };
}
