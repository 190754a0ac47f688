import type { Block, Inline } from '../tree/text-tree.ts';
import { type Container, isBlockType, mayHold } from './adf-containers.ts';

/**
 * The type of a carried node that Jira does not allow where it stands, and what it stands in; null when there is none.
 * A node that the schema does not name may stand anywhere: Jira grows.
 */
export function misplacedNode(block: Block, container: Container = 'doc'): string | null {
  const within = (blocks: readonly Block[], inner: Container): string | null =>
    firstOf(blocks, (each) => misplacedNode(each, inner));
  switch (block.kind) {
    case 'raw': {
      const type = typeOf(block.source);
      return isBlockType(type) && !mayHold(container, type) ? `"${type}" cannot stand in ${PLACES[container]}` : null;
    }
    case 'paragraph':
    case 'heading':
      return firstOf(block.children, misplacedInline);
    case 'list':
      return firstOf(block.items, (item) => within(item.blocks, 'item'));
    case 'quote':
      return within(block.blocks, mayHold(container, 'blockquote') ? 'quote' : container);
    case 'panel':
      return within(block.blocks, mayHold(container, 'panel') ? 'panel' : container);
    case 'expand':
      return within(
        block.blocks,
        (['expand', 'nestedExpand'] as const).find((type) => mayHold(container, type)) ?? container,
      );
    case 'columns':
      return firstOf(block.columns, ({ blocks }) =>
        within(blocks, mayHold(container, 'layoutSection') ? 'column' : container),
      );
    case 'table':
      return mayHold(container, 'table')
        ? firstOf(block.rows.flat(), (cell) => within(cell.blocks, 'cell'))
        : within(
            block.rows.flat().flatMap((cell) => cell.blocks),
            container,
          );
    case 'placed':
      return misplacedNode(block.block, container);
    case 'footnote':
      return within(block.blocks, container);
    default:
      return null;
  }
}

const PLACES: Readonly<Record<Container, string>> = {
  doc: 'a document',
  column: 'a column',
  expand: 'text that folds',
  nestedExpand: 'text that folds within another block',
  cell: 'a cell of a table',
  panel: 'a panel',
  quote: 'a quote',
  item: 'an item of a list',
};

/** Blocks do not stand within a line. */
function misplacedInline(inline: Inline): string | null {
  if ('children' in inline) return firstOf(inline.children, misplacedInline);
  const type = inline.kind === 'raw' ? typeOf(inline.source) : null;
  return type !== null && isBlockType(type) ? `"${type}" cannot stand within a line` : null;
}

function firstOf<T>(parts: readonly T[], find: (part: T) => string | null): string | null {
  for (const part of parts) {
    const found = find(part);
    if (found !== null) return found;
  }
  return null;
}

/** A carrier was read as JSON with a type before. */
function typeOf(source: string): string {
  const node = JSON.parse(source) as { readonly type: string };
  return node.type;
}
