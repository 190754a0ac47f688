import { renderCarrier } from '../markdown/carriers.ts';
import { DamagedCarrier } from '../markdown/damaged-carrier.ts';
import { isSimpleMarkdown } from '../markdown/is-simple-markdown.ts';
import { readAlone } from '../markdown/read-alone.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { Block } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { jiraKey } from './markdown-pieces.ts';
import type { JiraOriginal, Piece } from './piece.ts';
import { exceedsMarkdown } from './text-limits.ts';

/** A block of Jira's as Markdown; `block` is what that says. */
export type PulledBlock = { readonly markdown: string; readonly block: Block };

/**
 * A piece of Jira's text as Markdown that means the same when it is read back; one for which no such Markdown is found
 * is carried as it is. Null for a piece that says nothing.
 */
export function pullBlock(piece: Piece<JiraOriginal>, dialect: JiraDialect): PulledBlock | null {
  const { block } = piece;
  const key = jiraKey(piece);
  if (key === '') return null;
  const render = (careful: boolean) => renderMarkdown(block, { dialect: dialect.markdown, careful });
  if (isSimpleMarkdown(block)) return { markdown: render(false), block };
  if (block.kind !== 'raw' && survivesJira(block, key, dialect)) {
    for (const careful of [false, true]) {
      const markdown = render(careful);
      const read = readBack(markdown, dialect);
      if (read !== null && sameImage(read, key, dialect)) return { markdown, block: read };
    }
  }
  return carryBlock(piece, dialect);
}

/** A piece in Jira's own notation. */
function carryBlock(piece: Piece<JiraOriginal>, dialect: JiraDialect): PulledBlock {
  const source = dialect.sourceOf(piece.original);
  return { markdown: renderCarrier(source, dialect.markdown.carrier), block: { kind: 'raw', source } };
}

/** An edit of this block would be rendered from the tree: that must not lose anything. */
function survivesJira(block: Block, key: string, dialect: JiraDialect): boolean {
  const rendered = dialect.render(block, null);
  return rendered.length === 1 && rendered[0]?.key === key;
}

function readBack(markdown: string, dialect: JiraDialect): Block | null {
  if (exceedsMarkdown(markdown)) return null;
  try {
    const [range, more] = readAlone(markdown, dialect.markdown);
    return more === undefined ? (range?.block ?? null) : null;
  } catch (error) {
    if (error instanceof DamagedCarrier) return null;
    throw error;
  }
}

function sameImage(read: Block, key: string, dialect: JiraDialect): boolean {
  if (blockKey(read) === key) return true;
  const rendered = dialect.render(read, null);
  return rendered.length === 1 && rendered[0]?.key === key;
}
