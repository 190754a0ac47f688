import type { JiraText } from '../jira-text.ts';
import type { MarkdownDialect } from '../markdown/markdown-dialect.ts';
import type { Block } from '../tree/text-tree.ts';
import type { JiraOriginal, Piece, Pieces } from './piece.ts';

/** What the reconciliation needs to know about one of Jira's notations. */
export type JiraDialect = {
  readonly kind: 'wiki' | 'adf';
  readonly markdown: MarkdownDialect;
  /** `part`: of a text, whose footnotes have their notes elsewhere. */
  read(jira: JiraText | null, part?: 'part'): Pieces<JiraOriginal>;
  /** A block in this notation; `previous` is the piece whose place it takes: what did not change in it stays as it is. */
  render(block: Block, previous: Piece<JiraOriginal> | null): readonly Rendered[];
  /** Why Jira would not take what a block carries where it stands, in words for people; null when it would. */
  misplaced(block: Block): string | null;
  /** An original as a Markdown carrier holds it. */
  sourceOf(original: JiraOriginal): string;
  /** Null for an empty text. `like` is the text that this one replaces. */
  join(lead: string, parts: readonly JoinPart[], like: JiraText | null): JiraText | null;
};

export type Rendered = { readonly original: JiraOriginal; readonly key: string };

/** A `kept` original is exactly what Jira holds. */
export type JoinPart = { readonly original: JiraOriginal; readonly separator: string; readonly kept: boolean };
