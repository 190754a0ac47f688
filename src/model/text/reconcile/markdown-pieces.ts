import { readMarkdown } from '../markdown/read-markdown.ts';
import { blockKey } from '../tree/tree-key.ts';
import { approximationOf } from './approximation.ts';
import type { JiraDialect, Rendered } from './jira-dialect.ts';
import type { JiraOriginal, MarkdownPiece, Piece } from './piece.ts';

export type MarkdownPieces = { readonly lead: string; readonly pieces: readonly MarkdownPiece[] };

/** A Markdown text in pieces, each with what Jira would make of it. Throws DamagedCarrier. */
export function readMarkdownPieces(markdown: string, dialect: JiraDialect): MarkdownPieces {
  const ranges = readMarkdown(markdown, dialect.markdown);
  const pieces = ranges.map(({ start, end, line, identity, block }, at): MarkdownPiece => {
    const rendered = dialect.render(block, null);
    return {
      original: markdown.slice(start, end),
      separator: markdown.slice(end, ranges[at + 1]?.start ?? markdown.length),
      identity,
      block,
      line,
      image: keysOf(rendered),
      rendered,
    };
  });
  return { lead: markdown.slice(0, ranges[0]?.start ?? markdown.length), pieces };
}

/** An editor leaves empty paragraphs behind; they say nothing. */
const NOTHING = blockKey({ kind: 'paragraph', children: [] });

/** The keys of what Jira would show. */
export function keysOf(rendered: readonly Rendered[]): readonly string[] {
  return rendered.map(({ key }) => key).filter((key) => key !== NOTHING);
}

/** The key of a piece of Jira's text; '' for one that says nothing. */
export function jiraKey(piece: Piece<JiraOriginal>): string {
  const key = blockKey(piece.block);
  return key === NOTHING ? '' : key;
}

/** What Jira shows of the whole text. */
export function imageOf(pieces: readonly MarkdownPiece[]): readonly string[] {
  return pieces.flatMap((piece) => piece.image);
}

/** The pieces that Jira shows in another form, for `tract status`. */
export function approximationsOf(pieces: readonly MarkdownPiece[], dialect: JiraDialect): readonly string[] {
  return pieces.flatMap(({ block, rendered, line }) => {
    const approximation = approximationOf(block, rendered, dialect);
    return approximation === null ? [] : [`${approximation} (line ${line})`];
  });
}
