import type { Block, Inline } from '../tree/text-tree.ts';

export type TreePart = Block | Inline;

/** A block and everything within it, in the order in which it is read. */
export function partsOf(block: Block): readonly TreePart[] {
  return [block, ...blocksWithin(block).flatMap(partsOf), ...inlinesWithin(block).flatMap(inlineParts)];
}

/** Some part of the block stands in Jira's own notation. */
export function holdsRaw(block: Block): boolean {
  if (block.kind === 'raw' || blocksWithin(block).some(holdsRaw)) return true;
  return inlinesWithin(block).some(isRaw);
}

function isRaw(inline: Inline): boolean {
  return inline.kind === 'raw' || ('children' in inline && inline.children.some(isRaw));
}

function inlineParts(inline: Inline): readonly TreePart[] {
  return 'children' in inline ? [inline, ...inline.children.flatMap(inlineParts)] : [inline];
}

function blocksWithin(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'quote':
    case 'panel':
    case 'expand':
    case 'footnote':
      return block.blocks;
    case 'list':
      return block.items.flatMap((item) => item.blocks);
    case 'columns':
      return block.columns.flatMap((column) => column.blocks);
    case 'placed':
      return [block.block];
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.blocks));
    default:
      return [];
  }
}

function inlinesWithin(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.children;
    case 'decisions':
      return block.items.flatMap((item) => item.children);
    case 'figure':
      return [block.image, ...block.caption];
    default:
      return [];
  }
}
