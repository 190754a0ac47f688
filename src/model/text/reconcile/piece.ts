import type { AdfNode } from '../jira-text.ts';
import type { Block } from '../tree/text-tree.ts';
import type { Rendered } from './jira-dialect.ts';

/**
 * A block of a text together with its original: the exact bytes (Markdown, wiki) or the node (ADF). `separator` is the
 * white space up to the next piece. Pieces of one identity are the same text.
 */
export type Piece<Original> = {
  readonly original: Original;
  readonly separator: string;
  readonly identity: string;
  readonly block: Block;
};

/** A text in pieces: `lead` and all originals with their separators, put together, are exactly the text. */
export type Pieces<Original> = { readonly lead: string; readonly pieces: readonly Piece<Original>[] };

export type JiraOriginal = string | AdfNode;

/** A piece of Markdown, with what Jira would make of it. */
export type MarkdownPiece = Piece<string> & {
  readonly line: number;
  /** Keys of the blocks that Jira would hold for this piece; none for what Jira does not show. */
  readonly image: readonly string[];
  /** What Jira would hold for this piece. */
  readonly rendered: readonly Rendered[];
};
