import { runTogether } from '../markdown/render-markdown.ts';
import type { JiraDialect } from './jira-dialect.ts';
import type { JiraOriginal, Piece } from './piece.ts';
import { type PulledBlock, pullBlock } from './pull-block.ts';

/** `carried`: how many blocks stand in Jira's own notation, wholly or in part. */
export type Pulled = { readonly markdown: string; readonly carried: number };

/** Jira's text as a new Markdown text. */
export function pullNew(jira: readonly Piece<JiraOriginal>[], dialect: JiraDialect): Pulled {
  const parts = jira.flatMap((piece) => pullBlock(piece, dialect) ?? []);
  return { markdown: joinPulled(parts), carried: parts.filter((part) => part.carried).length };
}

/** Lists that follow each other would become one: an empty comment keeps them apart. */
export function joinPulled(parts: readonly PulledBlock[]): string {
  let markdown = '';
  parts.forEach((part, at) => {
    const previous = parts[at - 1];
    const gap = previous !== undefined && runTogether(previous.block, part.block) ? '\n\n<!-- -->\n\n' : '\n\n';
    markdown += previous === undefined ? part.markdown : `${gap}${part.markdown}`;
  });
  return markdown;
}
