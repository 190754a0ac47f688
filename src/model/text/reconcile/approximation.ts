import type { Block, Inline } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';

/**
 * What Jira cannot say of a block, in words for `tract status`; null when it says it all. `image` holds the keys of
 * the blocks that Jira shows for it.
 */
export function approximationOf(block: Block, image: readonly string[], kind: 'wiki' | 'adf'): string | null {
  const names = new Set<string>();
  visitBlock(block, kind, names);
  if (names.size > 0) return [...names].join(', ');
  if (image.length === 1 && image[0] === blockKey(block)) return null;
  if (block.kind === 'code') return 'code block options';
  return holdsRaw(block) || block.kind === 'definition' ? null : 'formatting';
}

/** Some part of the block stands in Jira's own notation. */
export function holdsRaw(block: Block): boolean {
  switch (block.kind) {
    case 'raw':
      return true;
    case 'paragraph':
    case 'heading':
      return block.children.some(isRaw);
    case 'quote':
    case 'footnote':
      return block.blocks.some(holdsRaw);
    case 'list':
      return block.items.some((item) => item.blocks.some(holdsRaw));
    case 'table':
      return block.rows.some((row) => row.some((cell) => cell.blocks.some(holdsRaw)));
    default:
      return false;
  }
}

function isRaw(inline: Inline): boolean {
  if (inline.kind === 'styled' || inline.kind === 'link') return inline.children.some(isRaw);
  return inline.kind === 'raw';
}

function visitBlock(block: Block, kind: 'wiki' | 'adf', names: Set<string>): void {
  switch (block.kind) {
    case 'html':
      names.add('HTML');
      return;
    case 'footnote':
      names.add('footnote');
      return;
    case 'paragraph':
    case 'heading':
      visitInlines(block.children, kind, names);
      return;
    case 'quote':
      if (block.blocks.some((inner) => inner.kind === 'quote')) names.add('quote within a quote');
      for (const inner of block.blocks) visitBlock(inner, kind, names);
      return;
    case 'list':
      if (kind === 'wiki' && block.ordered && block.start !== 1) names.add(`numbering from ${block.start}`);
      if (kind === 'wiki' && block.items.some((item) => item.checked !== null)) names.add('task list');
      for (const item of block.items) for (const inner of item.blocks) visitBlock(inner, kind, names);
      return;
    case 'table':
      if (block.align.some((side) => side !== null)) names.add('table alignment');
      for (const row of block.rows)
        for (const cell of row) for (const inner of cell.blocks) visitBlock(inner, kind, names);
      return;
    default:
      return;
  }
}

function visitInlines(inlines: readonly Inline[], kind: 'wiki' | 'adf', names: Set<string>): void {
  for (const inline of inlines) {
    if (inline.kind === 'html') names.add('HTML');
    if (inline.kind === 'footnoteMark') names.add('footnote');
    if (inline.kind === 'image' && (kind === 'adf' || inline.title !== null)) names.add('image');
    if (inline.kind === 'styled' || inline.kind === 'link') visitInlines(inline.children, kind, names);
  }
}
