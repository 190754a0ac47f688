import { canonicalInlines } from './inline-key.ts';
import type { Block, ListItem, PanelBlock, Params, TableBlock, TableCell } from './text-tree.ts';
import { titledImage } from './titled-image.ts';

/** Equal for two blocks that mean the same: spacing, list tightness and the way a URL is written do not count. */
export function blockKey(block: Block): string {
  return JSON.stringify(canonicalBlock(block));
}

function canonicalBlock(block: Block): unknown {
  switch (block.kind) {
    case 'paragraph':
      return ['p', canonicalInlines(block.children)];
    case 'heading':
      return ['h', block.level, canonicalInlines(block.children)];
    case 'list':
      return ['l', block.ordered ? block.start : null, block.items.map(canonicalItem)];
    case 'decisions':
      return ['d', block.items.map((item) => [item.decided, canonicalInlines(item.children)])];
    case 'code':
      return ['c', block.language, block.params, block.meta, block.text];
    case 'quote':
      return ['q', block.blocks.map(canonicalBlock)];
    case 'panel':
      return ['panel', block.tone, block.params === null ? null : sorted(block.params), panelBlocks(block)];
    case 'expand':
      return ['x', block.title, sorted(block.params), block.blocks.map(canonicalBlock)];
    case 'columns':
      return ['cols', sorted(block.params), block.columns.map((each) => [each.width, each.blocks.map(canonicalBlock)])];
    case 'placed':
      return ['at', sorted(block.place), canonicalBlock(block.block)];
    case 'figure':
      return canonicalFigure(block);
    case 'card':
      return ['card', block.url, sorted(block.params)];
    case 'table':
      return ['t', shownSides(block.align), sorted(block.params), block.rows.map((row) => row.map(canonicalCell))];
    case 'rule':
      return ['r'];
    case 'footnote':
      return ['f', block.label, block.blocks.map(canonicalBlock)];
    case 'raw':
    case 'html':
    case 'definition':
      return [block.kind, block.source];
  }
}

/** A column stands left by itself; one that is not aligned says nothing, whether it is counted or not. */
function shownSides(align: TableBlock['align']): TableBlock['align'] {
  const sides = align.map((side) => (side === 'left' ? null : side));
  return sides.slice(0, sides.findLastIndex((side) => side !== null) + 1);
}

/** A caption of plain words is the title of the image. */
function canonicalFigure({ image, caption }: Extract<Block, { kind: 'figure' }>): unknown {
  const words = canonicalInlines(caption);
  const [title = null, more] = words;
  const titled = image.title === null && more === undefined && (title === null || typeof title === 'string');
  return titled ? canonicalBlock(titledImage(image, title)) : ['fig', canonicalInlines([image]), words];
}

function canonicalItem(item: ListItem): unknown {
  return [item.checked, item.blocks.map(canonicalBlock)];
}

function canonicalCell(cell: TableCell): unknown {
  const shown = cell.blocks.filter(
    (block) => block.kind !== 'paragraph' || canonicalInlines(block.children).length > 0,
  );
  return [cell.header, sorted(cell.params), shown.map(canonicalBlock)];
}

/** A title is shown as a bold line above the rest. */
function panelBlocks({ title, blocks }: PanelBlock): unknown {
  const body = blocks.map(canonicalBlock);
  return title === null ? body : [['p', [['strong', [title.trim().replace(/\s+/g, ' ')]]]], ...body];
}

function sorted(params: Params): Params {
  return params.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
