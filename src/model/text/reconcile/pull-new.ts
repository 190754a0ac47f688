import { APART } from '../markdown/carriers.ts';
import { runTogether } from '../markdown/render-markdown.ts';
import type { JiraDialect } from './jira-dialect.ts';
import type { JiraOriginal, Piece } from './piece.ts';
import { type PulledBlock, pullBlock } from './pull-block.ts';
import { holdsRaw } from './tree-parts.ts';

/** `carried`: how many blocks stand in Jira's own notation, wholly or in part. */
export type Pulled = { readonly markdown: string; readonly carried: number };

/**
 * Jira's text as a new Markdown text. Each block was read back by itself; a parser's time grows with the length of what
 * it reads, so that reading the whole once more would only cost.
 */
export function pullNew(jira: readonly Piece<JiraOriginal>[], dialect: JiraDialect): Pulled {
  const parts = jira.flatMap((piece) => pullBlock(piece, dialect) ?? []);
  return { markdown: joinPulled(parts), carried: parts.filter((part) => holdsRaw(part.block)).length };
}

/** Lists that follow each other would become one: an empty comment keeps them apart. */
export function joinPulled(parts: readonly PulledBlock[]): string {
  return parts.map((part, at) => `${gapBefore(parts, at)}${part.markdown}`).join('');
}

function gapBefore(parts: readonly PulledBlock[], at: number): string {
  const [previous, part] = [parts[at - 1], parts[at]];
  if (previous === undefined || part === undefined) return '';
  return runTogether(previous.block, part.block) ? `\n\n${APART}\n\n` : '\n\n';
}
